package io.rightlink.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** What enabling or disabling did to the disk, {@code (sss)}: {@code symlink} or {@code unlink}, the link, its target. */
public final class UnitFileChange extends Struct {

    @Position(0)
    public final String type;

    @Position(1)
    public final String link;

    @Position(2)
    public final String target;

    public UnitFileChange(String type, String link, String target) {
        this.type = type;
        this.link = link;
        this.target = target;
    }
}
