package io.rightlink.app.upgrade;

import io.rightlink.app.RightLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent as a process of its own, started by its command line on a host with neither D-Bus nor Docker. */
final class AgentProcess implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

    private final Path home;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;

    AgentProcess(Path home) throws IOException {
        this.home = home;
        this.port = freePort();
        Files.createDirectories(home.resolve("state"));
        Files.writeString(
                home.resolve("state/agent.properties"),
                "rightlink.systemd.bus-socket=" + home.resolve("no-bus") + "\nrightlink.docker.host=unix://"
                        + home.resolve("no-docker.sock") + "\nrightlink.upgrade.patience=3s\n");
        this.process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "exec " + javaCommand() + " \"$@\"",
                        "agent",
                        "-listen",
                        "127.0.0.1:" + port,
                        "-state",
                        home.resolve("state").toString(),
                        "-run",
                        home.resolve("run").toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        await().until(this::isUp);
    }

    static String javaCommand() {
        return "'" + JAVA + "' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + RightLink.class.getName();
    }

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsMatching(e -> e instanceof IOException || e.getCause() instanceof IOException);
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    Path log() {
        return home.resolve("log");
    }

    boolean isUp() throws IOException, InterruptedException {
        return send("GET", "/rll/proc/bin_path", "").statusCode() == 200;
    }

    String ask(String method, String target) throws IOException, InterruptedException {
        return send(method, target, "").body();
    }

    HttpResponse<String> send(String method, String target, String body) throws IOException, InterruptedException {
        String secret = Files.readAllLines(home.resolve("run/secret")).get(1).substring("RS_RLL_SECRET=".length());
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("X-RLL-Secret", secret)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Has a script run, in a thread of its own unless another is named. */
    void submit(String id, String thread, String script) throws IOException, InterruptedException {
        String body = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("script", Map.of("source", "#!/bin/sh\n" + script + "\n"), "thread", thread));
        HttpResponse<String> answer = send("PUT", "/v1/runs/" + id, body);
        if (answer.statusCode() != 201) {
            throw new IOException(answer.body());
        }
    }

    String state(String id) throws IOException, InterruptedException {
        JsonNode run = JsonMapper.shared().readTree(ask("GET", "/v1/runs/" + id));
        return run.path("state").asString();
    }

    List<String> commandLine() throws IOException {
        return List.of(Files.readString(Path.of("/proc", Long.toString(pid()), "cmdline"))
                .split("\0"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        boolean ended =
                process.onExit().completeOnTimeout(null, 30, TimeUnit.SECONDS).join() != null;
        process.destroyForcibly();
        if (!ended) {
            throw new IllegalStateException("The agent doesn't end when it is told to");
        }
    }
}
