package io.rightlink.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/** A setting of a unit that is to be made, {@code (sv)}: {@code Description}, and its value. */
public final class UnitSetting extends Struct {

    @Position(0)
    public final String name;

    @Position(1)
    public final Variant<?> value;

    public UnitSetting(String name, Variant<?> value) {
        this.name = name;
        this.value = value;
    }
}
