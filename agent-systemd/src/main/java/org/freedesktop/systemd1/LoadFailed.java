package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The unit is there, and systemd can't load it. */
public final class LoadFailed extends DBusExecutionException {
    public LoadFailed(String message) {
        super(message);
    }
}
