package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The unit's file was read, and a setting in it keeps the unit from being started. */
public final class BadUnitSetting extends DBusExecutionException {
    public BadUnitSetting(String message) {
        super(message);
    }
}
