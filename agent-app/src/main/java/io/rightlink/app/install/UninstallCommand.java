package io.rightlink.app.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rightlink uninstall}. */
@Command(
        name = "uninstall",
        description = "Stops the agent and removes it and its state from the host. Run it as install is run.")
public final class UninstallCommand implements Callable<Integer> {

    /** What cloud-config has made of its unit, until the next boot. */
    private static final Path TRANSIENT_UNIT = Path.of("/run/systemd/system/rightlink-install.service");

    private static final Path TRANSIENT_UNITS = Path.of("/run/systemd/system");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "-units",
            paramLabel = "DIR",
            defaultValue = "/etc/systemd/system",
            description = "the host's unit directory (default: ${DEFAULT-VALUE})")
    private Path unitDirectory;

    @Override
    public Integer call() throws IOException, InterruptedException {
        UnitsContext.with(units -> {
            new Installer(units, unitDirectory, this::say).uninstall();
            new HostCommand(units, TRANSIENT_UNITS, HostCommand.DIRECTORIES, this::say).uninstall();
            if (Files.deleteIfExists(TRANSIENT_UNIT)) {
                units.reload();
                say("removed " + TRANSIENT_UNIT);
            }
        });
        say("done; the image is still there: 'docker image rm' removes it");
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println("rightlink: " + line);
        spec.commandLine().getOut().flush();
    }
}
