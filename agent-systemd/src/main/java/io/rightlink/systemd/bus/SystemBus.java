package io.rightlink.systemd.bus;

import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * The way to systemd: one connection to the system bus, made when it is first needed and made anew after it broke. Safe for any
 * thread.
 *
 * @see <a href="https://dbus.freedesktop.org/doc/dbus-specification.html">The D-Bus specification</a>
 */
public final class SystemBus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Path socket;
    private final List<SystemdListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Session session;
    private volatile boolean closed;
    private volatile @Nullable UnavailableException failure;

    public SystemBus(Path socket) {
        this.socket = socket;
    }

    /** Tells whether this host has a system bus at all. */
    public boolean exists() {
        return Files.exists(socket);
    }

    /** Tells whether there is a connection now. */
    public boolean isConnected() {
        Session open = session;
        return open != null && open.isConnected();
    }

    /** Tells whether the agent stops: nothing can be asked any more. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Returns systemd's manager.
     *
     * @throws UnavailableException if there is no bus, or no systemd on it
     */
    public Manager manager() {
        return session().manager();
    }

    /** Returns all properties of an object that belong to {@code type}, such as {@code org.freedesktop.systemd1.Service}. */
    public Map<String, Variant<?>> properties(String path, String type) {
        try {
            return session().properties(path).GetAll(type);
        } catch (DBusException e) {
            throw unavailable("cannot read " + path, e);
        }
    }

    /**
     * Returns a unit's properties, loading it if its file is there; one that systemd knows nothing of is {@code not-found}.
     *
     * @throws io.rightlink.core.problem.ProblemException as {@link #ask} does
     */
    public UnitProperties unit(String name) {
        return ask(() -> {
            String path = manager().LoadUnit(name).getPath();
            return new UnitProperties(
                    properties(path, "org.freedesktop.systemd1.Unit"),
                    properties(path, "org.freedesktop.systemd1." + typeOf(name)));
        });
    }

    /**
     * Asks systemd something, and makes problems of its errors. A connection that is being closed rejects what it is to send.
     *
     * @throws io.rightlink.core.problem.ProblemException of the kind that the error is
     */
    public <T> T ask(Supplier<T> question) {
        Session asked = session();
        try {
            return asked.calls().call(question);
        } catch (DBusExecutionException | RejectedExecutionException e) {
            throw Refusals.problem(e, asked::answers);
        }
    }

    /**
     * Asks as {@link #ask} does, again and again while systemd can't be reached, for half a minute: for what changes nothing.
     *
     * @throws UnavailableException if it still can't be reached then
     */
    public <T> T askPatiently(Supplier<T> question) throws InterruptedException {
        RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
                .includes(UnavailableException.class)
                .predicate(_ -> !closed)
                .maxRetries(PATIENCE.dividedBy(PAUSE))
                .delay(PAUSE)
                .build());
        try {
            return retry.execute(() -> ask(question));
        } catch (RetryException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e.getCause() instanceof ProblemException problem ? problem : new IllegalStateException(e);
        }
    }

    /** Tells systemd something, as {@link #ask} does. */
    public void tell(Consumer<Manager> call) {
        ask(() -> {
            call.accept(manager());
            return true;
        });
    }

    /** Returns a text property of the manager itself, such as {@code Version}. */
    public String managerProperty(String name) {
        Variant<?> value = managerProperties().get(name);
        return value == null ? "" : String.valueOf(value.getValue());
    }

    /** Returns all properties of the manager itself. */
    public Map<String, Variant<?>> managerProperties() {
        return properties(Session.MANAGER_PATH, "org.freedesktop.systemd1.Manager");
    }

    /**
     * Returns all properties of logind's manager; empty if it doesn't run.
     *
     * @throws io.rightlink.core.problem.ProblemException as {@link #ask} does
     */
    public Optional<Map<String, Variant<?>>> logindProperties() {
        return ask(() -> {
            try {
                return session().logind().map(logind -> logind.GetAll("org.freedesktop.login1.Manager"));
            } catch (DBusException e) {
                throw unavailable("cannot read " + Session.LOGIND_PATH, e);
            }
        });
    }

    /** Has {@code listener} told of changes, over this connection and those that come after it. */
    public void listen(SystemdListener listener) {
        listeners.add(listener);
    }

    /** Has systemd queue a job. */
    public PendingJob queue(Function<Manager, DBusPath> call) {
        Session asked = session();
        return new PendingJob(this, asked, call.apply(asked.manager()).getPath());
    }

    @Override
    public void close() {
        closed = true;
        Session open = session;
        if (open != null) {
            open.connection().disconnect();
        }
    }

    /** Returns the name of the interface of a unit's type: {@code Service}. */
    private static String typeOf(String unit) {
        String type = unit.substring(unit.lastIndexOf('.') + 1);
        return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }

    Session session() {
        Session open = session;
        if (open != null && open.isConnected()) {
            return open;
        }
        UnavailableException before = failure;
        connecting.lock();
        try {
            open = session;
            if (open == null || !open.isConnected()) {
                open = reconnect(before);
                session = open;
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    /** Shares the failure of an attempt that was made while this caller waited for its turn: each may take seconds. */
    private Session reconnect(@Nullable UnavailableException before) {
        UnavailableException latest = failure;
        if (latest != null && latest != before) {
            throw latest;
        }
        try {
            return connect();
        } catch (UnavailableException e) {
            failure = e;
            throw e;
        }
    }

    private Session connect() {
        if (closed) {
            throw new UnavailableException("systemd-unavailable", "Cannot ask systemd: the agent stops");
        }
        if (!exists()) {
            throw new UnavailableException(
                    "systemd-unavailable", "Cannot ask systemd: there is no D-Bus socket " + socket + " on this host");
        }
        try {
            return Session.open(socket, listeners);
        } catch (DBusException | DBusExecutionException | RejectedExecutionException e) {
            throw unavailable("the bus at " + socket + " does not answer", e);
        }
    }

    private static UnavailableException unavailable(String why, Exception cause) {
        return new UnavailableException(
                "systemd-unavailable", "Cannot ask systemd: " + why + " (" + cause.getMessage() + ")", cause);
    }
}
