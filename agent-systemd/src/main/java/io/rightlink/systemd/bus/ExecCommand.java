package io.rightlink.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** A value of {@code ExecStart}, {@code (sasb)}: the program, all its arguments from the zeroth on, whether its failure is none. */
public final class ExecCommand extends Struct {

    @Position(0)
    public final String path;

    @Position(1)
    public final List<String> arguments;

    @Position(2)
    public final boolean ignoreFailure;

    public ExecCommand(String path, List<String> arguments, boolean ignoreFailure) {
        this.path = path;
        this.arguments = arguments;
        this.ignoreFailure = ignoreFailure;
    }
}
