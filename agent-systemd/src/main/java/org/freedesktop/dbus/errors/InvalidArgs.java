package org.freedesktop.dbus.errors;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** An argument is wrong: a template's name where one of its instances is wanted, say. dbus-java finds it by its name. */
public final class InvalidArgs extends DBusExecutionException {
    public InvalidArgs(String message) {
        super(message);
    }
}
