package io.rightlink.systemd.bus;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to systemd: one connection to the system bus, made when it is first needed and made anew after it broke. Safe for any
 * thread.
 *
 * @see <a href="https://dbus.freedesktop.org/doc/dbus-specification.html">The D-Bus specification</a>
 */
public final class SystemBus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SystemBus.class);
    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String MANAGER_PATH = "/org/freedesktop/systemd1";

    private static final int CONNECT_MILLIS = 2_000;

    private record Session(DBusConnection connection, Manager manager, JobResults jobs) {}

    private final Path socket;
    private final List<Runnable> unitFileListeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Session session;
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
        return open != null && open.connection().isConnected();
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
            return session()
                    .connection()
                    .getRemoteObject(SYSTEMD, path, Properties.class)
                    .GetAll(type);
        } catch (DBusException e) {
            throw unavailable("cannot read " + path, e);
        }
    }

    /** Returns a text property of the manager itself, such as {@code Version}. */
    public String managerProperty(String name) {
        Variant<?> value =
                properties(MANAGER_PATH, "org.freedesktop.systemd1.Manager").get(name);
        return value == null ? "" : String.valueOf(value.getValue());
    }

    /** Has {@code listener} called whenever unit files may have changed: systemd said so, or it may have said so unheard. */
    public void onUnitFilesChanged(Runnable listener) {
        unitFileListeners.add(listener);
    }

    /**
     * Has systemd queue a job, and returns its result once it is known; that fails with {@link UnavailableException} if the
     * connection is lost before.
     */
    public CompletableFuture<String> job(Function<Manager, DBusPath> call) {
        Session asked = session();
        return asked.jobs().of(call.apply(asked.manager()).getPath());
    }

    @Override
    public void close() {
        Session open = session;
        if (open != null) {
            open.connection().disconnect();
        }
    }

    private Session session() {
        Session open = session;
        if (open != null && open.connection().isConnected()) {
            return open;
        }
        UnavailableException before = failure;
        connecting.lock();
        try {
            open = session;
            if (open == null || !open.connection().isConnected()) {
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
        if (!exists()) {
            throw new UnavailableException(
                    "systemd-unavailable", "Cannot ask systemd: there is no D-Bus socket " + socket + " on this host");
        }
        JobResults jobs = new JobResults();
        try {
            DBusConnection connection = DBusConnectionBuilder.forAddress("unix:path=" + socket)
                    .transportConfig()
                    .withTimeout(CONNECT_MILLIS)
                    .back()
                    .withShared(false)
                    .withImportWeakReferences(true)
                    .withDisconnectCallback(new Farewell(jobs))
                    .build();
            return subscribe(connection, jobs);
        } catch (DBusException | DBusExecutionException e) {
            throw unavailable("the bus at " + socket + " does not answer", e);
        }
    }

    private Session subscribe(DBusConnection connection, JobResults jobs) throws DBusException {
        try {
            SystemdOwner owner = new SystemdOwner(connection, SYSTEMD);
            connection.addSigHandler(Manager.JobRemoved.class, (Manager.JobRemoved signal) -> {
                if (owner.sent(signal)) {
                    jobs.removed(signal.job().getPath(), signal.result());
                }
            });
            connection.addSigHandler(Manager.UnitFilesChanged.class, _ -> tellUnitFilesChanged());
            connection.addSigHandler(Manager.Reloading.class, _ -> tellUnitFilesChanged());
            Manager manager = connection.getRemoteObject(SYSTEMD, MANAGER_PATH, Manager.class);
            manager.Subscribe();
            tellUnitFilesChanged();
            LOG.info("Connected to systemd over {}", connection.getAddress());
            return new Session(connection, manager, jobs);
        } catch (DBusException | RuntimeException e) {
            connection.disconnect();
            throw e;
        }
    }

    private void tellUnitFilesChanged() {
        unitFileListeners.forEach(Runnable::run);
    }

    private static UnavailableException unavailable(String why, Exception cause) {
        return new UnavailableException(
                "systemd-unavailable", "Cannot ask systemd: " + why + " (" + cause.getMessage() + ")", cause);
    }

    /** Lets go of everyone who waits when the connection ends, however it ends. */
    private record Farewell(JobResults jobs) implements IDisconnectCallback {

        @Override
        public void disconnectOnError(IOException cause) {
            lost(String.valueOf(cause.getMessage()));
        }

        @Override
        public void requestedDisconnect(Integer connectionId) {
            lost("the agent stops");
        }

        @Override
        public void clientDisconnect() {
            lost("the agent stops");
        }

        private void lost(String why) {
            LOG.info("Lost the connection to systemd: {}", why);
            jobs.lost(new UnavailableException(
                    "systemd-connection-lost",
                    "The connection to systemd was lost before the job ended (" + why + "): look at the unit's state"));
        }
    }
}
