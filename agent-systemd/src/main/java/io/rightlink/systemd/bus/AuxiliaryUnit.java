package io.rightlink.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** A unit that is to be made along with another, {@code (sa(sv))}. */
public final class AuxiliaryUnit extends Struct {

    @Position(0)
    public final String name;

    @Position(1)
    public final List<UnitSetting> settings;

    public AuxiliaryUnit(String name, List<UnitSetting> settings) {
        this.name = name;
        this.settings = settings;
    }
}
