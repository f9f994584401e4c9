package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** There is no such unit. */
public final class NoSuchUnit extends DBusExecutionException {
    public NoSuchUnit(String message) {
        super(message);
    }
}
