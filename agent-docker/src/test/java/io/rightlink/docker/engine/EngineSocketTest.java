package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.model.Version;
import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a Unix socket does. */
@Timeout(20)
class EngineSocketTest {

    @TempDir
    Path directory;

    @Test
    void tellsThatThereIsNoSocket() {
        Engine engine = engine(Duration.ofSeconds(10));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> version(engine))
                .withMessageStartingWith("Cannot ask Docker: there is no socket " + socket() + "; is Docker installed");
        assertThat(engine.absence())
                .hasValueSatisfying(reason -> assertThat(reason).contains("there is no socket"));
    }

    @Test
    void tellsThatNobodyListensOnTheSocket() throws IOException {
        listen().close();
        Engine engine = engine(Duration.ofSeconds(10));
        assertThat(engine.absence()).isEmpty();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> version(engine))
                .withMessage("Cannot ask Docker at unix://" + socket() + ": Connection refused");
    }

    @Test
    void askedAnewOnceTheSocketIsThere() throws Exception {
        Engine engine = engine(Duration.ofSeconds(10));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> version(engine));
        try (ServerSocketChannel server = listen()) {
            FutureTask<?> _ = inBackground(() -> {
                answer(server, "Api-Version: 1.41", "OK");
                answer(server, "Content-Type: application/json", "{\"Version\":\"20.10\"}");
                return null;
            });
            assertThat(version(engine).getVersion()).isEqualTo("20.10");
        }
    }

    @Test
    void closesTheConnectionToAnEngineThatHangs() throws Exception {
        try (ServerSocketChannel server = listen()) {
            FutureTask<Boolean> closed = inBackground(() -> {
                try (SocketChannel connection = server.accept()) {
                    readRequest(connection);
                    return connection.read(ByteBuffer.allocate(1)) < 0;
                }
            });
            Engine engine = engine(Duration.ofMillis(300));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> version(engine))
                    .withMessageEndingWith("no answer within 300 ms");
            assertThat(closed.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A process that was stopped keeps its socket: the kernel queues connections until the queue is full. */
    @Test
    void tellsThatTheQueueOfAnEngineIsFull() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(), 1);
                SocketChannel first = SocketChannel.open(address());
                SocketChannel second = SocketChannel.open(address())) {
            assertThat(List.of(server, first, second)).allMatch(Channel::isOpen);
            Engine engine = engine(Duration.ofMillis(500));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> version(engine))
                    .withMessageEndingWith("Resource temporarily unavailable");
        }
    }

    private static Version version(Engine engine) {
        return engine.ask(docker -> docker.versionCmd().exec());
    }

    private Engine engine(Duration callTimeout) {
        return Engines.at(URI.create("unix://" + socket()), callTimeout);
    }

    private Path socket() {
        return directory.resolve("docker.sock");
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address());
    }

    private UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(socket());
    }

    private static void answer(ServerSocketChannel server, String header, String body) throws IOException {
        try (SocketChannel connection = server.accept()) {
            readRequest(connection);
            String answer = "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void readRequest(SocketChannel connection) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(8_192);
        while (!new String(request.array(), 0, request.position(), StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            assertThat(connection.read(request)).isPositive();
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
