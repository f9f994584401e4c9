package io.rightlink.app.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one listener. Who is new comes in: where there are too many, of one address or in all, one has to end that has no
 * answer under way which somebody with a role waits for, of the address that has the most, and there the one that is where it is for the
 * longest time. So whoever opens many gives up their own. Safe for any thread.
 */
final class OpenConnections {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final ConnectionLimits limits;
    private final LongSupplier nanos;
    private final Map<InetSocketAddress, OpenConnection> all = new ConcurrentHashMap<>();
    private @Nullable Long told;
    private int ended;
    private int closed;

    /** @param nanos a clock that is never set */
    OpenConnections(ConnectionLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /** Counts a new connection in; false if it has to be closed, because there are too many of which none can end. */
    synchronized boolean admit(SocketChannel socket) {
        Optional<InetSocketAddress> caller = callerOf(socket);
        if (caller.isEmpty()) {
            return false;
        }
        all.values().removeIf(OpenConnection::isClosed);
        Map<InetAddress, List<OpenConnection>> open = byAddress();
        List<OpenConnection> own = open.getOrDefault(caller.get().getAddress(), List.of());
        int count = open.values().stream().mapToInt(List::size).sum();
        boolean full = own.size() >= limits.mostPerAddress() || count >= limits.most();
        boolean room = !full || (own.size() >= limits.mostPerAddress() ? endOldest(own) : endOne(open));
        if (room) {
            all.put(caller.get(), new OpenConnection(socket, caller.get(), nanos.getAsLong()));
        }
        if (full) {
            tell(caller.get().getAddress(), own.size(), count, room);
        }
        return room;
    }

    /** Returns the one from this end of it. */
    Optional<OpenConnection> from(InetSocketAddress caller) {
        return Optional.ofNullable(all.get(caller));
    }

    /** Ends those that take too long, and forgets those that are closed. */
    void sweep() {
        all.values().removeIf(OpenConnection::isClosed);
        long now = nanos.getAsLong();
        for (OpenConnection connection : all.values()) {
            Duration age = connection.age(now);
            if (connection.stage() != OpenConnection.Stage.WAITING) {
                if (age.compareTo(limits.bodyWithin()) > 0) {
                    connection.endBody();
                }
            } else if (age.compareTo(limits.headWithin()) > 0) {
                connection.end();
            }
        }
    }

    private Map<InetAddress, List<OpenConnection>> byAddress() {
        return all.values().stream()
                .filter(OpenConnection::isOpen)
                .collect(Collectors.groupingBy(connection -> connection.caller().getAddress()));
    }

    /** Those that have the most are asked first. */
    private boolean endOne(Map<InetAddress, List<OpenConnection>> open) {
        return open.values().stream()
                .sorted(Comparator.<List<OpenConnection>>comparingInt(List::size)
                        .reversed())
                .anyMatch(this::endOldest);
    }

    /** One on which nothing is answered before one of an unknown caller. */
    private boolean endOldest(List<OpenConnection> connections) {
        long now = nanos.getAsLong();
        Optional<OpenConnection> least = connections.stream()
                .filter(connection -> connection.stage() != OpenConnection.Stage.KNOWN)
                .min(Comparator.comparing(OpenConnection::stage)
                        .thenComparing(connection -> connection.age(now), Comparator.reverseOrder()));
        least.ifPresent(OpenConnection::end);
        return least.isPresent();
    }

    /** Once a minute: strangers decide how often it happens. */
    private void tell(InetAddress address, int own, int count, boolean room) {
        long now = nanos.getAsLong();
        if (room) {
            ended++;
        } else {
            closed++;
        }
        if (told != null && now - told < QUIET.toNanos()) {
            return;
        }
        LOG.warn(
                "Too many connections, {} from {}, {} in all: since this was last said {} were ended on which nobody known is answered,"
                        + " and {} new ones closed because there was none. The bounds are"
                        + " rightlink.listen.connections.most-per-address and most",
                own,
                address.getHostAddress(),
                count,
                ended,
                closed);
        told = now;
        ended = 0;
        closed = 0;
    }

    private static Optional<InetSocketAddress> callerOf(SocketChannel socket) {
        try {
            SocketAddress caller = socket.getRemoteAddress();
            return caller instanceof InetSocketAddress internet ? Optional.of(internet) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("A connection was closed before it was looked at", e);
            return Optional.empty();
        }
    }
}
