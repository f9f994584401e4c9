package io.rightlink.app.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Real connections over loopback, and a clock that is told. */
class OpenConnectionsTest {

    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(4, 2, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30));

    private final List<SocketChannel> opened = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000;
    private final OpenConnections connections = new OpenConnections(LIMITS, () -> now);
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open().bind(end("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        for (SocketChannel socket : opened) {
            socket.close();
        }
    }

    @Test
    void oneAddressGivesUpItsOwnOldest() throws IOException {
        SocketChannel first = admitted("127.0.0.1");
        pass(1);
        SocketChannel second = admitted("127.0.0.1");
        SocketChannel other = admitted("127.0.0.2");
        pass(1);
        SocketChannel third = admitted("127.0.0.1");

        assertThat(ended(first)).isTrue();
        assertThat(List.of(second, other, third)).noneMatch(OpenConnectionsTest::ended);
    }

    @Test
    void whoHasTheMostMakesRoomForAnother() throws IOException {
        SocketChannel single = admitted("127.0.0.1");
        pass(1);
        SocketChannel older = admitted("127.0.0.2");
        pass(1);
        SocketChannel newer = admitted("127.0.0.2");
        SocketChannel another = admitted("127.0.0.3");
        SocketChannel fifth = admitted("127.0.0.4");

        assertThat(ended(older)).isTrue();
        assertThat(List.of(single, newer, another, fifth)).noneMatch(OpenConnectionsTest::ended);
    }

    @Test
    void thoseWhoAreAnsweredAndKnownGiveWayToNobody() throws IOException {
        for (String from : List.of("127.0.0.1", "127.0.0.1", "127.0.0.2", "127.0.0.2")) {
            begin(admitted(from), false).know();
        }

        assertThat(connections.admit(accepted("127.0.0.1"))).isFalse();
        assertThat(connections.admit(accepted("127.0.0.3"))).isFalse();
        assertThat(opened).noneMatch(OpenConnectionsTest::ended);

        connection(opened.get(2)).finish(now);
        assertThat(connections.admit(accepted("127.0.0.3"))).isTrue();
        assertThat(ended(opened.get(2))).isTrue();
    }

    @Test
    void anUnknownCallerMakesRoomOnlyWhereNobodyWaits() throws IOException {
        SocketChannel answered = admitted("127.0.0.1");
        begin(answered, true);
        pass(1);
        SocketChannel waiting = admitted("127.0.0.1");
        begin(admitted("127.0.0.1"), true);

        assertThat(ended(waiting)).isTrue();
        assertThat(ended(answered)).isFalse();

        admitted("127.0.0.1");
        assertThat(ended(answered)).isTrue();
    }

    @Test
    void whatIsClosedDoesNotCount() throws IOException {
        SocketChannel first = admitted("127.0.0.1");
        SocketChannel second = admitted("127.0.0.1");
        second.close();
        admitted("127.0.0.1");

        assertThat(ended(first)).isFalse();
        InetSocketAddress caller = (InetSocketAddress) first.getRemoteAddress();
        first.close();
        connections.sweep();
        assertThat(connections.from(caller)).as("forgotten").isEmpty();
    }

    @Test
    void aHeadHasItsTimeFromTheBeginningAndFromTheLastAnswer() throws IOException {
        SocketChannel silent = admitted("127.0.0.1");
        SocketChannel answered = admitted("127.0.0.2");
        pass(15);
        begin(answered, false);
        connection(answered).finish(now);
        pass(6);
        connections.sweep();

        assertThat(ended(silent)).isTrue();
        assertThat(ended(answered)).isFalse();
        pass(15);
        connections.sweep();
        assertThat(ended(answered)).isTrue();
    }

    @Test
    void aBodyHasItsTimeAndAnAnswerGoesOn() throws IOException {
        SocketChannel sends = admitted("127.0.0.1");
        SocketChannel reads = admitted("127.0.0.2");
        begin(sends, true).know();
        begin(reads, false).know();
        pass(61);
        connections.sweep();

        assertThat(ended(sends)).isTrue();
        assertThat(ended(reads)).isFalse();
        assertThat(sends.write(ByteBuffer.wrap(new byte[1]))).isOne();
    }

    private SocketChannel admitted(String from) throws IOException {
        SocketChannel socket = accepted(from);
        assertThat(connections.admit(socket)).isTrue();
        return socket;
    }

    private SocketChannel accepted(String from) throws IOException {
        SocketChannel caller = SocketChannel.open().bind(end(from));
        caller.connect(listener.getLocalAddress());
        SocketChannel socket = listener.accept();
        socket.configureBlocking(false);
        opened.add(socket);
        return socket;
    }

    private OpenConnection begin(SocketChannel socket, boolean hasBody) throws IOException {
        OpenConnection connection = connection(socket);
        connection.begin(new MockHttpServletRequest(), hasBody, now);
        return connection;
    }

    private OpenConnection connection(SocketChannel socket) throws IOException {
        Optional<OpenConnection> found = connections.from((InetSocketAddress) socket.getRemoteAddress());
        return found.orElseThrow();
    }

    /** Tells whether nothing more is read from it, though the caller has sent no end. */
    private static boolean ended(SocketChannel socket) {
        try {
            return socket.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private static InetSocketAddress end(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }
}
