package io.rightlink.systemd.bus;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd's signals from those of anybody else on the bus, who may send the same. Looks systemd's unique name up again when a
 * signal comes from another, because it changes on daemon-reexec. Safe for any thread.
 */
final class SystemdOwner {

    private final DBusConnection connection;
    private final String busName;
    private volatile @Nullable String uniqueName;

    SystemdOwner(DBusConnection connection, String busName) {
        this.connection = connection;
        this.busName = busName;
        this.uniqueName = connection.getDBusOwnerName(busName);
    }

    boolean sent(DBusSignal signal) {
        String source = signal.getSource();
        if (!source.equals(uniqueName)) {
            uniqueName = connection.getDBusOwnerName(busName);
        }
        return source.equals(uniqueName);
    }
}
