package io.rightlink.app.host;

import static io.rightlink.app.host.HostAgent.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.scripts.env.GlobalName;
import io.rightlink.scripts.env.Globals;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import io.rightlink.scripts.script.AttachmentName;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSource;
import io.rightlink.scripts.script.Scripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts find around them where they outlive the agent: on a real host, and in a container of its engine. */
@Timeout(240)
class RunSurroundingsIT {

    private static final String HOST = "host";
    private static final String IMAGE = "image:" + TestbedHost.BUSYBOX;
    private static final String PASSWORD = "it's \"s3cret\" \\ $HOME `id` # \u00fc  ";
    private static final String KEY = "-----BEGIN KEY-----\nabcdefgh+/=\nijklmnop\n-----END KEY-----\n";

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @BeforeAll
    static void prepare() throws Exception {
        Path credentials = Files.createDirectories(HostAgent.state(host).resolve("credentials"));
        write(credentials.resolve("PASSWORD"), PASSWORD + "\n");
        write(credentials.resolve("KEY"), KEY + "\n");
        write(HostAgent.state(host).resolve("rightscale-identity"), "account='12345'\nclient_secret='unheard-of'\n");
        host.load(TestbedHost.BUSYBOX);
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, IMAGE})
    void haveTheAttachmentsToTheByte(String placement) throws Exception {
        byte[] random = new byte[300_000];
        new Random(11).nextBytes(random);
        HostAgent.playWhole(host, agent -> {
            Scripts scripts = agent.getBean(Scripts.class);
            ScriptName name = new ScriptName("Attaching");
            scripts.put(name, new ScriptSource("""
                    #!/bin/sh
                    # ---
                    # RightScript Name: Attaching
                    # Attachments: [random.bin, a text]
                    # ...
                    cd "$RS_ATTACH_DIR" && ls -A && sha256sum <random.bin && cat 'a text'
                    """));
            scripts.put(name, new AttachmentName("random.bin"), random);
            scripts.put(name, new AttachmentName("a text"), "hello\n".getBytes(StandardCharsets.UTF_8));
            Runs runs = agent.getBean(Runs.class);

            Run run = ended(runs, "attaching", new RunRequest.Script(null, name.value()), Map.of(), placement);

            assertThat(run.state()).as("%s", run).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, run.id())).isEqualTo("a text\nrandom.bin\n" + sha256(random) + "  -\nhello\n");
            assertThat(filesOf(run)).containsExactly("output");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, IMAGE})
    void haveTheCredentialsWhichAreShownToNobody(String placement) throws Exception {
        HostAgent.playWhole(host, agent -> {
            Runs runs = agent.getBean(Runs.class);
            String source = "#!/bin/sh\nprintf %s \"$P\" | sha256sum; printf %s \"$K\" | sha256sum; echo \"<$P>\"\n";

            Run run = ended(
                    runs,
                    "secret",
                    RunRequest.Script.of(source),
                    Map.of("P", "cred:PASSWORD", "K", "key:KEY"),
                    placement);

            assertThat(run.state()).as("%s", run).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, run.id()))
                    .isEqualTo(sha256(PASSWORD.getBytes(StandardCharsets.UTF_8)) + "  -\n"
                            + sha256(KEY.getBytes(StandardCharsets.UTF_8)) + "  -\n<<hidden PASSWORD>>\n");
            assertThat(filesOf(run)).containsExactly("output");
        });
        assertNowhere("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, IMAGE})
    void haveGlobalsTheIdentityAndWhatTheAgentGives(String placement) throws Exception {
        HostAgent.playWhole(host, agent -> {
            agent.getBean(Globals.class).set(new GlobalName("GREETING"), "hello\n\"world\" ");
            Runs runs = agent.getBean(Runs.class);
            RunRequest request = HostAgent.request(
                    placement, "echo \"<$GREETING> <$account> <$client_secret> <$RS_RLL_PORT> <$REASON>\"");
            RunId id = idOf("globals", placement);
            runs.submit(id, request, Map.of("REASON", "stop"));

            assertThat(HostAgent.ended(runs, id.value(), () -> isTidy(id)).state())
                    .isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, id.value()))
                    .isEqualTo("<hello\n\"world\" > <12345> <> <%s> <stop>\n"
                            .formatted(agent.getEnvironment().getProperty("local.server.port")));
        });
        assertNowhere("unheard-of");
    }

    private static Run ended(
            Runs runs, String name, RunRequest.Script script, Map<String, String> inputs, String placement) {
        RunId id = idOf(name, placement);
        runs.submit(id, new RunRequest(script, inputs, placement, null, null));
        return HostAgent.ended(runs, id.value(), () -> isTidy(id));
    }

    private static RunId idOf(String name, String placement) {
        return new RunId(name + "-" + placement.replaceAll(":.*", ""));
    }

    private static boolean isTidy(RunId id) {
        return !Files.exists(runs().resolve(id.value()).resolve("script"));
    }

    private static List<String> filesOf(Run run) {
        String[] files = runs().resolve(run.id()).toFile().list();
        return files == null ? List.of() : Arrays.asList(files);
    }

    private static Path runs() {
        return HostAgent.state(host).resolve("runs");
    }

    /** Looks at everything in the state directory but where secrets are put. */
    private static void assertNowhere(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(HostAgent.state(host))) {
            List<Path> others = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("credential"))
                    .filter(file -> !file.endsWith("rightscale-identity"))
                    .toList();
            assertThat(others).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret));
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
