package io.rightlink.core.stream;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Who reads an answer that goes on, by the connection: for answers in which silence can't be filled to find out whether anybody still
 * reads. One who closes just the own half of the connection counts as gone. Safe for any thread.
 */
public final class Client {

    private final Connections connections;
    private final Connections.Ends ends;

    /** Behind a proxy that says other addresses it never was there to be seen, and is never said to have gone. */
    private final boolean visible;

    private Client(Connections connections, Connections.Ends ends) {
        this.connections = connections;
        this.ends = ends;
        this.visible = connections.areOpen(ends);
    }

    /** Returns the client of a request that is being answered. */
    public static Client of(HttpServletRequest request, Connections connections) {
        return new Client(
                connections,
                new Connections.Ends(
                        end(request.getLocalAddr(), request.getLocalPort()),
                        end(request.getRemoteAddr(), request.getRemotePort())));
    }

    /** Looks twice: the kernel's list can lack a connection when others end while it is read. */
    public boolean hasGone() {
        return visible && !connections.areOpen(ends) && !connections.areOpen(ends);
    }

    private static InetSocketAddress end(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address.replaceFirst("%.*", "")), port);
    }
}
