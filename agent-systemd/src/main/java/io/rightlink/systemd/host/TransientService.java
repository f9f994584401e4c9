package io.rightlink.systemd.host;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Launch;
import io.rightlink.systemd.bus.ExecCommand;
import io.rightlink.systemd.bus.UnitEnvironmentFile;
import io.rightlink.systemd.bus.UnitSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/**
 * The settings of a unit that runs a program. Immutable.
 *
 * @param manager systemd, which would pass on variables of its own
 * @param grace how long the program may take to end once it was asked to
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html">systemd.exec(5)</a>
 */
record TransientService(Launch launch, AgentSettings agent, ManagerProperties manager, Duration grace) {

    /** What systemd sets by itself for a program that runs as root. */
    private static final List<String> SET_BY_SYSTEMD = List.of(
            "PATH",
            "LANG",
            "HOME",
            "LOGNAME",
            "SHELL",
            "USER",
            "INVOCATION_ID",
            "SYSTEMD_EXEC_PID",
            "MEMORY_PRESSURE_WATCH",
            "MEMORY_PRESSURE_WRITE");

    /**
     * RemainAfterExit and the output's file keep the outcome until it is on record; the rest is a shell's surroundings. A host that goes
     * down starts nothing any more that it would stop by itself: what is started then runs up to its own end.
     */
    List<UnitSetting> settings() {
        return List.of(
                text("Description", "RightLink run " + launch.id()),
                text("Type", "exec"),
                new UnitSetting("ExecStart", new Variant<>(List.of(command()), "a(sasb)")),
                new UnitSetting("EnvironmentFiles", new Variant<>(List.of(environment()), "a(sb)")),
                texts("UnsetEnvironment", unwanted()),
                text("WorkingDirectory", onHost(launch.directory())),
                text("StandardInput", "null"),
                text("StandardOutputFileToAppend", onHost(launch.output())),
                text("StandardError", "inherit"),
                flag("IgnoreSIGPIPE", false),
                flag("RemainAfterExit", true),
                flag("DefaultDependencies", !manager.goesDown()),
                text("KillMode", "control-group"),
                time("RuntimeMaxUSec", launch.timeout()),
                time("TimeoutStopUSec", grace));
    }

    /** systemd puts variables into arguments, unless the dollar is doubled. */
    private ExecCommand command() {
        List<String> words = launch.command().stream().map(this::wordOnHost).toList();
        List<String> arguments =
                words.stream().map(word -> word.replace("$", "$$")).toList();
        return new ExecCommand(words.getFirst(), arguments, false);
    }

    /** Must be there: without it, the program would run without what it needs. */
    private UnitEnvironmentFile environment() {
        return new UnitEnvironmentFile(onHost(EnvironmentFile.of(launch).path()), false);
    }

    private List<String> unwanted() {
        Set<String> names = new HashSet<>(SET_BY_SYSTEMD);
        names.addAll(manager.variables());
        names.removeAll(launch.environment().keySet());
        return List.copyOf(names);
    }

    private String wordOnHost(String word) {
        return word.startsWith("/") ? onHost(Path.of(word), word) : word;
    }

    private String onHost(Path file) {
        return onHost(file, file.toString());
    }

    private String onHost(Path file, String otherwise) {
        return file.startsWith(agent.stateDirectory()) ? agent.onHost(file).toString() : otherwise;
    }

    private static UnitSetting text(String name, String value) {
        return new UnitSetting(name, new Variant<>(value));
    }

    private static UnitSetting texts(String name, List<String> values) {
        return new UnitSetting(name, new Variant<>(values, "as"));
    }

    private static UnitSetting flag(String name, boolean value) {
        return new UnitSetting(name, new Variant<>(value));
    }

    /** In microseconds, of which none at all would mean forever. */
    private static UnitSetting time(String name, Duration value) {
        long micros = Math.max(1, TimeUnit.MICROSECONDS.convert(value));
        return new UnitSetting(name, new Variant<>(new UInt64(micros)));
    }
}
