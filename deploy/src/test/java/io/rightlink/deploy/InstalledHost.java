package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real host on which the agent was installed by the cloud-config that we ship, and a container on its bridge that asks the agent.
 * For {@code @RegisterExtension static}.
 */
final class InstalledHost implements BeforeAllCallback, AfterAllCallback {

    /** The agent's image. */
    static final String IMAGE = "rightlink/rightlink:" + System.getProperty("project.version");

    private static final Path DEPLOY = Path.of("").toAbsolutePath();

    private final TestbedHost host = new TestbedHost();

    /** An answer of the agent's. */
    record Answer(int status, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        host.beforeAll(context);
        host.load(TestbedHost.BUSYBOX);
        deploy("testbed/load", host.name(), IMAGE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        host.afterAll(context);
    }

    /** Applies our cloud-config, as the host's boot would; returns when that is done. */
    void applyCloudConfig() throws IOException, InterruptedException {
        deploy("testbed/apply-cloud-config", host.name(), "cloud-config/user-data.yaml");
    }

    /** Starts the container that asks. */
    void startClient() throws IOException, InterruptedException {
        host.sh("docker start client 2>/dev/null || docker run -d --name client --stop-timeout 1"
                + " -v /var/run/rightlink:/var/run/rightlink:ro --entrypoint sleep " + IMAGE + " infinity");
    }

    String run(String... command) throws IOException, InterruptedException {
        return host.run(command);
    }

    String sh(String script) throws IOException, InterruptedException {
        return host.sh(script);
    }

    Path root() {
        return host.root();
    }

    void reboot() throws IOException, InterruptedException {
        host.reboot();
    }

    String bridgeAddress() throws IOException, InterruptedException {
        return host.sh("ip -4 -o address show docker0 | awk '{sub(\"/.*\", \"\", $4); print $4}'")
                .trim();
    }

    /** Asks the agent over the bridge from inside the other container, with the secret. */
    Answer ask(String method, String path, String body) throws IOException, InterruptedException {
        return ask(method, path, "application/json", body);
    }

    Answer ask(String method, String path, String type, String body) throws IOException, InterruptedException {
        return curl(
                "client",
                "http://" + bridgeAddress() + ":88" + path,
                true,
                "-X",
                method,
                "-H",
                "'Content-Type: " + type + "'",
                "--data-raw",
                "'" + body.replace("'", "'\\''") + "'");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        Answer answer = ask("GET", path, "");
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Waits for the job that a request starts. */
    JsonNode job(String path) throws IOException, InterruptedException {
        return ended(ask("POST", path, ""));
    }

    JsonNode ended(Answer accepted) throws IOException, InterruptedException {
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return get("/v1/jobs/" + accepted.json().get("id").asString() + "?wait=30s");
    }

    /** Asks from inside the other container without a secret. */
    Answer askWithoutSecret(String method, String path) throws IOException, InterruptedException {
        // curl waits for the body of an answer to HEAD, unless it is told so in its own way
        String how = method.equals("HEAD") ? "--head" : "-X " + method;
        return curl("client", "http://" + bridgeAddress() + ":88" + path, false, how);
    }

    /** Asks from a program on the host itself. */
    Answer askOnHost(String url) throws IOException, InterruptedException {
        return answer(host.sh("curl -s -m 5 -w '\\n%{http_code}' " + url + " || true"));
    }

    void awaitAnswers(Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> askOnHost("http://" + bridgeAddress() + ":88/actuator/health/readiness")
                                .status()
                        == 200);
    }

    private Answer curl(String container, String url, boolean secret, String... options)
            throws IOException, InterruptedException {
        String header = secret ? "echo \"X-RLL-Secret: $RS_RLL_SECRET\" | " : "";
        String script = ". /var/run/rightlink/secret; " + header + "curl -s -m 60 -w '\\n%{http_code}' "
                + (secret ? "-H @- " : "") + String.join(" ", options) + " '" + url + "'";
        return answer(host.run("docker", "exec", container, "sh", "-c", script));
    }

    private static Answer answer(String output) {
        int end = output.lastIndexOf('\n');
        return new Answer(Integer.parseInt(output.substring(end + 1).trim()), output.substring(0, Math.max(0, end)));
    }

    private static void deploy(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(DEPLOY.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(DEPLOY.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + ": " + output).isZero();
    }
}
