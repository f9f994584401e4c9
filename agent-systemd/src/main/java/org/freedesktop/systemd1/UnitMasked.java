package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The unit is masked. */
public final class UnitMasked extends DBusExecutionException {
    public UnitMasked(String message) {
        super(message);
    }
}
