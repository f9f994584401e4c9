package io.rightlink.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/** EnableUnitFiles' two answers: whether the unit has an [Install] section, and what was done. */
public final class EnabledUnitFiles extends Tuple {

    @Position(0)
    public final boolean carriesInstallInfo;

    @Position(1)
    public final List<UnitFileChange> changes;

    public EnabledUnitFiles(boolean carriesInstallInfo, List<UnitFileChange> changes) {
        this.carriesInstallInfo = carriesInstallInfo;
        this.changes = changes;
    }
}
