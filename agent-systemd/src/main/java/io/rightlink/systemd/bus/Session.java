package io.rightlink.systemd.bus;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.interfaces.Properties.PropertiesChanged;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to systemd, from its making to its loss. It never recovers: make another. Safe for any thread. */
record Session(DBusConnection connection, Manager manager, JobResults jobs, CallsInFlight calls) {

    static final String SYSTEMD = "org.freedesktop.systemd1";
    static final String MANAGER_PATH = "/org/freedesktop/systemd1";
    static final String LOGIND = "org.freedesktop.login1";
    static final String LOGIND_PATH = "/org/freedesktop/login1";

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String UNIT_PATHS = "/org/freedesktop/systemd1/unit";
    private static final int CONNECT_MILLIS = 2_000;

    /** Connects, and has systemd send its signals; the listeners are told that what they know may be old. */
    static Session open(Path socket, List<SystemdListener> listeners) throws DBusException {
        JobResults jobs = new JobResults();
        CallsInFlight calls = new CallsInFlight();
        DBusConnection connection = DBusConnectionBuilder.forAddress("unix:path=" + socket)
                .transportConfig()
                .withTimeout(CONNECT_MILLIS)
                .back()
                .withShared(false)
                .withImportWeakReferences(true)
                .withDisconnectCallback(new Farewell(jobs, calls))
                .build();
        try {
            listen(connection, jobs, listeners);
            Manager manager = connection.getRemoteObject(SYSTEMD, MANAGER_PATH, Manager.class);
            manager.Subscribe();
            listeners.forEach(SystemdListener::onUnitsChanged);
            listeners.forEach(SystemdListener::onUnitFilesChanged);
            LOG.info("Connected to systemd over {}", connection.getAddress());
            return new Session(connection, manager, jobs, calls);
        } catch (DBusException | RuntimeException e) {
            connection.disconnect();
            throw e;
        }
    }

    boolean isConnected() {
        return connection.isConnected();
    }

    /** Tells whether the bus still answers, by asking it. */
    boolean answers() {
        try {
            return calls.call(() -> connection.getDBusOwnerName(SYSTEMD) != null) && connection.isConnected();
        } catch (DBusExecutionException | RejectedExecutionException e) {
            return false;
        }
    }

    Properties properties(String path) throws DBusException {
        return connection.getRemoteObject(SYSTEMD, path, Properties.class);
    }

    /** Returns logind's properties; empty if it doesn't run, for then the bus would start it. */
    Optional<Properties> logind() throws DBusException {
        DBus bus = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        return bus.NameHasOwner(LOGIND)
                ? Optional.of(connection.getRemoteObject(LOGIND, LOGIND_PATH, Properties.class))
                : Optional.empty();
    }

    private static void listen(DBusConnection connection, JobResults jobs, List<SystemdListener> listeners)
            throws DBusException {
        SystemdOwner owner = new SystemdOwner(connection, SYSTEMD);
        connection.addSigHandler(Manager.JobRemoved.class, (Manager.JobRemoved signal) -> {
            if (owner.sent(signal)) {
                jobs.removed(signal.job().getPath(), signal.result());
            }
        });
        connection.addSigHandler(
                unitStates(),
                (PropertiesChanged signal) -> listeners.forEach(listener -> listener.onUnitChanged(signal.getPath())));
        connection.addSigHandler(
                Manager.UnitNew.class, (Manager.UnitNew _) -> listeners.forEach(SystemdListener::onUnitsChanged));
        connection.addSigHandler(
                Manager.UnitRemoved.class,
                (Manager.UnitRemoved _) -> listeners.forEach(SystemdListener::onUnitsChanged));
        connection.addSigHandler(
                Manager.UnitFilesChanged.class,
                (Manager.UnitFilesChanged _) -> listeners.forEach(SystemdListener::onUnitFilesChanged));
        connection.addSigHandler(Manager.Reloading.class, (Manager.Reloading _) -> {
            listeners.forEach(SystemdListener::onUnitsChanged);
            listeners.forEach(SystemdListener::onUnitFilesChanged);
        });
    }

    /** One rule for all units: a bus allows 512 at most. What belongs to a unit's type alone is left out. */
    private static DBusMatchRule unitStates() throws DBusException {
        return DBusMatchRuleBuilder.create()
                .withType(PropertiesChanged.class)
                .withPathNamespace(UNIT_PATHS)
                .withArg0123(0, "org.freedesktop.systemd1.Unit")
                .build();
    }

    /** Lets go of everyone who waits when the connection ends, however it ends. */
    private record Farewell(JobResults jobs, CallsInFlight calls) implements IDisconnectCallback {

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
            calls.lost();
            jobs.lost(new UnavailableException(
                    "systemd-connection-lost",
                    "The connection to systemd was lost before the job ended (" + why + "): look at the unit's state"));
        }
    }
}
