package io.rightlink.docker.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rightlink.docker.engine.Engines;
import io.rightlink.docker.engine.RecordedEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that forgets to end a log which it was asked to follow. */
@Timeout(10)
class EndlessLogTest {

    private static final String ONE = "\1\0\0\0\0\0\0\4one\n";
    private static final String TWO = "\1\0\0\0\0\0\0\4two\n";

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String container = "web";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void isReadToItsEndWhenItsContainerHasEnded() throws Exception {
        URI host = URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
        RunEngine engine = new RunEngine(Engines.at(host, Duration.ofSeconds(20)), "x");
        ImageRun run = new ImageRun("x", engine, Duration.ofMillis(200));
        try (InputStream output = run.output()) {
            assertThat(output.readNBytes(4)).asString(StandardCharsets.UTF_8).isEqualTo("one\n");
            container = "exited";
            assertThat(run.await().isKnown()).isTrue();
            assertThat(output.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("two\n");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        exchange.getResponseHeaders().add("Api-Version", "1.41");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            if (!asked.getPath().endsWith("/logs")) {
                say(
                        body,
                        RecordedEngine.tree("container-" + container + ".json").toString());
            } else if (asked.getQuery().contains("follow=1")) {
                say(body, ONE);
                boolean _ = over.await(20, TimeUnit.SECONDS);
            } else {
                say(body, ONE + TWO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
