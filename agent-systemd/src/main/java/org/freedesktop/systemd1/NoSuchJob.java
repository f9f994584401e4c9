package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** There is no such job: it has ended. */
public final class NoSuchJob extends DBusExecutionException {
    public NoSuchJob(String message) {
        super(message);
    }
}
