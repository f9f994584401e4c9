package io.rightlink.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.UInt32;

/** A process of a unit, {@code (sus)}: its cgroup, its id, its command line. */
public final class UnitProcess extends Struct {

    @Position(0)
    public final String cgroup;

    @Position(1)
    public final UInt32 pid;

    @Position(2)
    public final String command;

    public UnitProcess(String cgroup, UInt32 pid, String command) {
        this.cgroup = cgroup;
        this.pid = pid;
        this.command = command;
    }
}
