package io.rightlink.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** A value of {@code EnvironmentFiles}, {@code (sb)}: the file, whether it may be missing. */
public final class UnitEnvironmentFile extends Struct {

    @Position(0)
    public final String path;

    @Position(1)
    public final boolean optional;

    public UnitEnvironmentFile(String path, boolean optional) {
        this.path = path;
        this.optional = optional;
    }
}
