package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** It would undo a job that is under way: the host is shutting down, say. */
public final class TransactionIsDestructive extends DBusExecutionException {
    public TransactionIsDestructive(String message) {
        super(message);
    }
}
