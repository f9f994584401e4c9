package io.rightlink.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole agent in this process, on a free port of loopback, on a host with neither D-Bus nor Docker unless its settings name them, and
 * with no identity of this machine's.
 */
public final class RunningAgent implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Path runDirectory;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts it with its state in {@code home}. */
    public RunningAgent(Path home, String... settings) {
        runDirectory = home.resolve("run");
        List<String> arguments = new ArrayList<>(List.of(settings));
        Stream.of(
                        "--server.port=0",
                        "--rightlink.state-directory=" + home.resolve("state"),
                        "--rightlink.run-directory=" + runDirectory,
                        "--rightlink.identity=" + home.resolve("state/rightscale-identity"),
                        "--rightlink.listen.host=127.0.0.1",
                        "--rightlink.systemd.bus-socket=" + home.resolve("no-bus"),
                        "--rightlink.docker.host=unix://" + home.resolve("no-docker.sock"))
                .filter(setting -> Stream.of(settings).noneMatch(given -> given.startsWith(nameOf(setting))))
                .forEach(arguments::add);
        SpringApplication agent = new SpringApplication(Agent.class);
        agent.setRegisterShutdownHook(false);
        context = agent.run(arguments.toArray(String[]::new));
    }

    /** Returns its parts. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Returns its port on loopback. */
    public int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    /** Returns the secret that it wrote. */
    public String secret() throws IOException {
        return Files.readAllLines(runDirectory.resolve("secret")).get(1).substring("RS_RLL_SECRET=".length());
    }

    /** Sends a request without a secret. */
    public HttpResponse<String> sendWithout(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a request without a secret, and reads no more than the answer's status: for answers that don't end. */
    public int statusWithout(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        HttpResponse<InputStream> answer = client.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    /** Sends a request with the secret and a JSON body. */
    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body));
    }

    /** Sends a request with the secret and what it calls JSON. */
    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body)
                .header("X-RLL-Secret", secret())
                .header("Content-Type", "application/json")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Gets JSON, whatever the status. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(send("GET", path, "").body());
    }

    /** Returns {@code --name=}. */
    private static String nameOf(String setting) {
        return setting.substring(0, setting.indexOf('=') + 1);
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
