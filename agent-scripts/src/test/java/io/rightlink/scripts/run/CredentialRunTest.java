package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.placement.Placement;
import io.rightlink.core.problem.InvalidException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of credentials in runs. */
@Timeout(120)
class CredentialRunTest {

    private static final String SECRET = "s3cret-\u00fc-value";
    private static final RunId ONE = new RunId("one");

    @TempDir
    Path state;

    private final EnduringPlacement place = new EnduringPlacement();
    private AssembledRuns agent;

    @BeforeEach
    void assemble() throws IOException {
        agent = new AssembledRuns(state);
        Files.createDirectory(state.resolve("credentials"));
        write("PASSWORD", SECRET);
    }

    @Test
    void areGivenToTheScriptAndShownToNobody() throws IOException {
        agent.play(runs -> {
            runs.submit(
                    ONE,
                    script(
                            "printf %s \"$A\" | wc -c; echo \"<$A> <$B>\"",
                            Map.of("A", "cred:PASSWORD", "B", "array:[\"text:x\",\"cred:PASSWORD\"]")));

            Run run = ended(runs, "one");

            assertThat(output(runs, "one")).isEqualTo("15\n<<hidden PASSWORD>> <x,<hidden PASSWORD>>\n");
            assertThat(run.inputs())
                    .isEqualTo(Map.of("A", "cred:PASSWORD", "B", "array:[\"text:x\",\"cred:PASSWORD\"]"));
        });

        assertNowhereOnDisk();
    }

    @Test
    void areHiddenInOutputThatIsFollowed() {
        agent.play(runs -> {
            runs.submit(ONE, script("echo \"$A\"; sleep 1000", Map.of("A", "cred:PASSWORD")));

            assertThat(runs.output(ONE).awaitBeyond(0)).isEqualTo("<hidden PASSWORD>\n".length());
            assertThat(output(runs, "one")).isEqualTo("<hidden PASSWORD>\n");
        });
    }

    @Test
    void failTheRunIfTheyAreMissing() {
        agent.play(runs -> {
            runs.submit(
                    ONE, script("echo started", Map.of("A", "cred:NONE", "B", "key:NEITHER", "C", "cred:PASSWORD")));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.problem()).contains("there is no credential [NEITHER, NONE]");
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    @Test
    void failTheRunIfItNamesThemOftenerThanAnEnvironmentHasRoomFor() throws IOException {
        write("LARGE", "x".repeat(60_000));
        String often = "array:[" + "\"cred:LARGE\",".repeat(18_000) + "\"text:abc\"]";
        agent.play(runs -> {
            runs.submit(ONE, script("echo started", Map.of("A", often, "B", "cred:PASSWORD")));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.problem()).contains("with its credentials, its inputs come to 1080000017 characters");
        });
    }

    @Test
    void failTheRunIfTheyAreOpenToOthers() {
        agent.play(runs -> {
            Files.setPosixFilePermissions(
                    state.resolve("credentials/PASSWORD"), PosixFilePermissions.fromString("rw-r--r--"));
            runs.submit(ONE, script("echo started", Map.of("A", "cred:PASSWORD")));

            assertThat(ended(runs, "one").problem()).contains("'PASSWORD'", "chmod 600");
        });
    }

    @Test
    void areHiddenByTheNextAgentToo() throws IOException {
        play(runs -> begin(runs));

        play(runs -> {
            program().write("it is " + SECRET + "\n");
            program().exit(0);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("it is <hidden PASSWORD>\n");
        });
    }

    @Test
    void haveTheOutputWithheldIfTheyChangedWhileNobodyWasThere() throws IOException {
        play(runs -> begin(runs));
        write("PASSWORD", "another-value");

        play(runs -> {
            program().write("it is " + SECRET + "\n");
            program().exit(0);

            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.problem()).contains("changed since");
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    @Test
    void haveTheOutputWithheldIfTheyAreGone() throws IOException {
        play(runs -> begin(runs));
        Files.delete(state.resolve("credentials/PASSWORD"));

        play(runs -> {
            program().write("it is " + SECRET + "\n");
            program().exit(0);

            assertThat(ended(runs, "one").problem()).contains("[PASSWORD]");
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    /** A placement may have them in a file beside, for the moment of the start. */
    @Test
    void areNotLeftInTheDirectoryOfARunWhoseAgentWasKilledWhileItStarted() throws IOException {
        play(runs -> begin(runs));
        Files.writeString(state.resolve("runs/one/environment"), "A=\"" + SECRET + "\"");

        play(runs -> {
            program().exit(0);
            ended(runs, "one");

            assertThat(agent.filesOf("one")).containsExactly("output");
        });
    }

    @Test
    void areRefusedWhereOthersWouldSeeThem() {
        place.hidesEnvironment = false;

        play(runs -> {
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> runs.submit(ONE, enduring()))
                    .withMessageContaining("'enduring'")
                    .withMessageContaining("[PASSWORD]");
            assertThat(runs.list(Optional.empty()).items()).isEmpty();
        });
        assertThat(place.starts).isEmpty();
    }

    private void begin(Runs runs) {
        runs.submit(ONE, enduring());
        await().until(() -> place.programs.containsKey("one") && runs.get(ONE).state() == RunState.RUNNING);
    }

    private static RunRequest enduring() {
        Map<String, String> inputs = Map.of("A", "cred:PASSWORD");
        return new RunRequest(RunRequest.Script.of("#!/bin/sh\n"), inputs, "enduring", null, null);
    }

    private void play(AssembledRuns.Scenario scenario) {
        agent.context()
                .withBean("enduringPlacement", Placement.class, () -> place)
                .run(context -> scenario.play(context.getBean(Runs.class)));
    }

    private EnduringPlacement.Program program() {
        return Objects.requireNonNull(place.programs.get("one"));
    }

    private void assertNowhereOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            List<Path> others = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(state.resolve("credentials")))
                    .toList();
            assertThat(others).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(SECRET.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        }
    }

    private void write(String name, String value) throws IOException {
        Path file = Files.writeString(state.resolve("credentials").resolve(name), value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static RunRequest script(String source, Map<String, String> inputs) {
        return AssembledRuns.script(source, inputs, "default");
    }
}
