package io.rightlink.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** A line of ListUnitFiles, {@code (ss)}: {@code /lib/systemd/system/ssh.service}, {@code enabled}. */
public final class UnitFile extends Struct {

    @Position(0)
    public final String path;

    @Position(1)
    public final String state;

    public UnitFile(String path, String state) {
        this.path = path;
        this.state = state;
    }
}
