package io.rightlink.systemd.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SystemBusTest {

    private static final Executor EACH_ITS_THREAD = work -> Thread.ofVirtual().start(work);

    @TempDir
    Path directory;

    @Test
    void saysThatThereIsNoSocket() {
        try (SystemBus bus = new SystemBus(socket())) {
            assertThat(bus.exists()).isFalse();
            assertUnavailable(bus, "there is no D-Bus socket " + socket());
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket()))
                .close();
        assertThat(Files.exists(socket())).isTrue();

        try (SystemBus bus = new SystemBus(socket())) {
            assertUnavailable(bus, "does not answer");
        }
    }

    @Test
    void failsAllWhoWaitAtOnceAndLeavesNoThreadBehind() throws IOException {
        try (ServerSocketChannel server = listen();
                SystemBus bus = new SystemBus(socket())) {
            assertUnavailable(bus, "does not answer");
            Instant begun = Instant.now();

            List<CompletableFuture<Void>> callers = IntStream.range(0, 20)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> assertUnavailable(bus, "does not answer"), EACH_ITS_THREAD))
                    .toList();
            callers.forEach(CompletableFuture::join);

            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
            Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
            assertThat(server.isOpen()).isTrue();
        }
    }

    private static void assertUnavailable(SystemBus bus, String why) {
        assertThatThrownBy(bus::manager)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(why);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("DBus"))
                .toList();
    }

    private Path socket() {
        return directory.resolve("bus");
    }

    /** Hangs up on everybody. */
    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    server.accept().close();
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        return server;
    }
}
