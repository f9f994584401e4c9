package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** A unit of this name is loaded already. */
public final class UnitExists extends DBusExecutionException {
    public UnitExists(String message) {
        super(message);
    }
}
