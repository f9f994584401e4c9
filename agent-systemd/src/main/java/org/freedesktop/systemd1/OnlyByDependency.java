package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The unit refuses to be started or stopped by hand. */
public final class OnlyByDependency extends DBusExecutionException {
    public OnlyByDependency(String message) {
        super(message);
    }
}
