package io.rightlink.core.stream;

import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's own TCP connections, as the kernel lists those of its network. That the other side has closed one is seen nowhere else while
 * nothing is written to it. Safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">/proc/net/tcp, in the kernel's documentation</a>
 */
public final class Connections {

    /** The two ends of a connection, the agent's and the other's. */
    record Ends(InetSocketAddress here, InetSocketAddress there) {}

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final String ESTABLISHED = "01";

    private final Rootfs own;

    /** @param own the agent's own files, not the host's */
    public Connections(Rootfs own) {
        this.own = own;
    }

    /** Tells whether a connection is open on both sides; false, too, if that can't be told. */
    boolean areOpen(Ends ends) {
        try {
            return has(own.resolve("/proc/self/net/tcp"), ends) || has(own.resolve("/proc/self/net/tcp6"), ends);
        } catch (IOException e) {
            LOG.debug("Cannot read the list of connections", e);
            return false;
        }
    }

    /** Looks only at lines whose ports are right, since there may be many thousands. */
    private static boolean has(Path table, Ends ends) throws IOException {
        if (Files.notExists(table)) {
            return false;
        }
        String local = ":%04X ".formatted(ends.here().getPort());
        String remote = ":%04X ".formatted(ends.there().getPort());
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.contains(local) && line.contains(remote))
                    .map(line -> line.strip().split("\\s+", 5))
                    .anyMatch(field -> field.length == 5
                            && field[3].equals(ESTABLISHED)
                            && end(field[1]).equals(ends.here())
                            && end(field[2]).equals(ends.there()));
        }
    }

    /** Reads {@code 0100007F:0058}, which is 127.0.0.1 and port 88: words of 32 bits in the machine's own order. */
    private static InetSocketAddress end(String text) {
        int colon = text.indexOf(':');
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(text.substring(0, colon)))
                .order(ByteOrder.nativeOrder());
        ByteBuffer address = ByteBuffer.allocate(words.remaining());
        while (words.hasRemaining()) {
            address.putInt(words.getInt());
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(address.array()), Integer.parseInt(text.substring(colon + 1), 16));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
