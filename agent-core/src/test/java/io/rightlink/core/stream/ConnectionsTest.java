package io.rightlink.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On connections of this process, which the kernel lists. */
class ConnectionsTest {

    private final Connections connections = new Connections(new Rootfs(Path.of("/")));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void knowsAConnectionUntilTheOtherSideClosesIt(String address) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral(address));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            Connections.Ends ends = ends(accepted);
            assertThat(connections.areOpen(ends)).isTrue();
            client.shutdownOutput();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(connections.areOpen(ends)).isFalse());
        }
    }

    @Test
    void tellsConnectionsApart() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            InetSocketAddress here = ends(accepted).here();
            InetSocketAddress elsewhere =
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), client.getLocalPort());
            assertThat(connections.areOpen(new Connections.Ends(here, elsewhere)))
                    .isFalse();
            assertThat(connections.areOpen(
                            new Connections.Ends(elsewhere, ends(accepted).there())))
                    .isFalse();
            assertThat(connections.areOpen(ends(accepted))).isTrue();
        }
    }

    @Test
    void knowsNoneWhereTheKernelListsNone(@TempDir Path empty) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);
        assertThat(new Connections(new Rootfs(empty)).areOpen(new Connections.Ends(any, any)))
                .isFalse();
    }

    private static Connections.Ends ends(Socket socket) {
        return new Connections.Ends((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
    }
}
