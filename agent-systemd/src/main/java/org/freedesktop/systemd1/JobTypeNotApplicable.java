package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** A unit of this type can't do that: a timer can't be reloaded. */
public final class JobTypeNotApplicable extends DBusExecutionException {
    public JobTypeNotApplicable(String message) {
        super(message);
    }
}
