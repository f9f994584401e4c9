package io.rightlink.app.connection;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that somebody made, and what the agent is waiting for on it. Safe for any thread. */
public final class OpenConnection {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnection.class);
    private static final String ATTRIBUTE = OpenConnection.class.getName();

    /** What happens on it. */
    enum Stage {
        /** The head of a request, the first or the next, is to come. */
        WAITING,
        /** A request is answered of which nobody knows yet whose it is. */
        ANSWERING,
        /** A request is answered of somebody who has a role. */
        KNOWN
    }

    private final SocketChannel socket;
    private final InetSocketAddress caller;
    private volatile Stage stage = Stage.WAITING;
    private volatile long since;
    private volatile boolean receives;
    private volatile boolean ended;

    OpenConnection(SocketChannel socket, InetSocketAddress caller, long now) {
        this.socket = socket;
        this.caller = caller;
        this.since = now;
    }

    /** Returns the connection of a request; empty if this listener's are not counted. */
    public static Optional<OpenConnection> of(ServletRequest request) {
        return Optional.ofNullable((OpenConnection) request.getAttribute(ATTRIBUTE));
    }

    /** Says that the request that is being answered is of somebody who has a role: it gives way to nobody. */
    public void know() {
        stage = Stage.KNOWN;
    }

    /** The head of a request is there, and the time for its body begins. */
    void begin(ServletRequest request, boolean hasBody, long now) {
        since = now;
        receives = hasBody;
        stage = Stage.ANSWERING;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The answer is given, and the time for the next head begins. */
    void finish(long now) {
        since = now;
        receives = false;
        stage = Stage.WAITING;
    }

    Stage stage() {
        return stage;
    }

    InetSocketAddress caller() {
        return caller;
    }

    /** Tells whether it counts: it is open, and was not told to end. */
    boolean isOpen() {
        return socket.isOpen() && !ended;
    }

    boolean isClosed() {
        return !socket.isOpen();
    }

    /** Returns how long it has been in its stage. */
    Duration age(long now) {
        return Duration.ofNanos(now - since);
    }

    /** Nothing more is read from it, and Tomcat closes it in its own way once it waits for more; it doesn't count from now on. */
    void end() {
        ended = true;
        shutInput();
    }

    /** If a body was to come, nothing more of it is read. The answer goes on. */
    void endBody() {
        if (receives) {
            receives = false;
            shutInput();
        }
    }

    private void shutInput() {
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            LOG.debug("{} has gone already", caller, e);
        }
    }
}
