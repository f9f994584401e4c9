package io.rightlink.docker.log;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An agent that has this room alone, listening on the loopback, asked over real connections. */
final class LogAgent implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    LogAgent(URI docker, Path state) {
        SpringApplication application = new SpringApplication(Room.class);
        application.setRegisterShutdownHook(false);
        context = application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=graceful",
                "--spring.threads.virtual.enabled=true",
                "--rightlink.version=1.2.3",
                "--rightlink.state-directory=" + state,
                "--rightlink.docker.host=" + docker);
    }

    /** Starts one in a process of its own, which prints its port. */
    static Process startWithHeap(String most, String docker, String state) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx" + most,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogging.level.root=off",
                        "-Dspring.main.banner-mode=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogAgent.class.getName(),
                        docker,
                        state)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) {
        System.out.println(new LogAgent(URI.create(arguments[0]), Path.of(arguments[1])).port());
    }

    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    /** Returns the whole answer to a path such as {@code web/logs?tail=1}; throws if it breaks off. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return get(path, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    InputStream stream(String path) throws IOException, InterruptedException {
        return get(path, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    <T> HttpResponse<T> get(String path, BodyHandler<T> body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/v1/containers/" + path))
                        .build(),
                body);
    }

    /** Begins a request over a connection that the test can close. */
    Socket begin(String path) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET /v1/containers/" + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        client.shutdownNow();
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Room {

        @Bean
        HeapController heapController() {
            return new HeapController();
        }
    }

    @RestController
    static class HeapController {

        /** Tells what of the heap is used by what is needed, in KB. */
        @GetMapping("/heap")
        long used() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        }
    }
}
