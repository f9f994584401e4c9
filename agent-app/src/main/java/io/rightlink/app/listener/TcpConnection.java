package io.rightlink.app.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * A connection, as the caller's end of it names it.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">/proc/net/tcp, in the kernel's documentation</a>
 */
record TcpConnection(InetAddress caller, int callerPort, InetAddress agent, int agentPort) {

    private static final String ESTABLISHED = "01";

    /** More than a container has that calls the agent; whoever has more may wait for its other connections to end. */
    private static final int MOST_LINES = 100_000;

    /** Tells whether a network namespace's {@code /proc/net/tcp} or {@code tcp6} has it, established. */
    boolean isIn(BufferedReader table) throws IOException {
        String port = String.format(Locale.ROOT, ":%04X ", callerPort);
        String line = table.readLine();
        for (int count = 0; line != null && count < MOST_LINES; count++) {
            if (line.contains(port) && isThis(line.trim().split(" +", 5))) {
                return true;
            }
            line = table.readLine();
        }
        return false;
    }

    /** {@code 0: 030011AC:9CBA 010011AC:0058 01 00000000:00000000 …}: the caller's end, the agent's, and the state. */
    private boolean isThis(String[] words) throws IOException {
        return words.length == 5
                && words[3].equals(ESTABLISHED)
                && isEnd(words[1], caller, callerPort)
                && isEnd(words[2], agent, agentPort);
    }

    private static boolean isEnd(String text, InetAddress address, int port) throws IOException {
        int colon = text.indexOf(':');
        try {
            return colon > 0
                    && Integer.parseInt(text.substring(colon + 1), 16) == port
                    && address(text.substring(0, colon)).equals(address);
        } catch (NumberFormatException e) {
            throw new IOException("The kernel's table of connections names '" + text + "'", e);
        }
    }

    /** Each four bytes of an address are a number in the processor's order. An IPv4 address within IPv6 becomes what it is. */
    private static InetAddress address(String hexadecimal) throws UnknownHostException {
        ByteBuffer bytes = ByteBuffer.allocate(hexadecimal.length() / 2).order(ByteOrder.nativeOrder());
        for (int start = 0; start + 8 <= hexadecimal.length(); start += 8) {
            bytes.putInt(Integer.parseUnsignedInt(hexadecimal, start, start + 8, 16));
        }
        return InetAddress.getByAddress(bytes.array());
    }
}
