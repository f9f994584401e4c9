package io.rightlink.app;

import io.rightlink.app.client.ClientCommands;
import io.rightlink.app.client.ClientFailures;
import io.rightlink.app.client.Surroundings;
import io.rightlink.app.command.SelfCheck;
import io.rightlink.app.install.InstallCommand;
import io.rightlink.app.install.UninstallCommand;
import io.rightlink.app.listener.ListenAddress;
import io.rightlink.app.listener.ListenAddressConverter;
import io.rightlink.app.upgrade.Invocation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Its flags are RightLink 10's. */
@Command(
        name = "rightlink",
        description = {
            "Manages the host that it runs on, from inside a container or beside it.",
            "Without a command it is the agent; the commands but install and uninstall ask an agent that runs."
        },
        versionProvider = Version.class,
        subcommands = {InstallCommand.class, UninstallCommand.class},
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false)
public final class RightLink implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "-listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "docker-bridge:88",
            converter = ListenAddressConverter.class,
            description = "where containers reach the agent, beside loopback (default: ${DEFAULT-VALUE})")
    private ListenAddress listen;

    @Option(
            names = "-rootfs",
            paramLabel = "DIR",
            defaultValue = "/",
            description = "where the host's /proc and /sys are seen (default: ${DEFAULT-VALUE})")
    private Path rootfs;

    @Option(
            names = "-state",
            paramLabel = "DIR",
            defaultValue = "/var/lib/rightlink",
            description = "what outlives a reboot (default: ${DEFAULT-VALUE})")
    private Path state;

    @Option(
            names = "-run",
            paramLabel = "DIR",
            defaultValue = "/var/run/rightlink",
            description = "what a reboot clears; has the secret (default: ${DEFAULT-VALUE})")
    private Path run;

    @Option(names = "--selfcheck", description = "tell whether the agent could work here, and end")
    private boolean selfCheck;

    public static void main(String[] arguments) {
        int status = commandLine(Surroundings.ofProcess()).execute(arguments);
        if (status != RUNNING) {
            System.exit(status);
        }
    }

    static CommandLine commandLine(Surroundings around) {
        CommandLine line = new CommandLine(new RightLink());
        ClientCommands.addTo(line, around);
        return line.setExecutionExceptionHandler(new ClientFailures());
    }

    /** Not an exit status: the agent runs on after the command line is done. */
    private static final int RUNNING = -1;

    @Override
    public Integer call() {
        List<String> settings = List.of(
                "--rightlink.rootfs=" + rootfs,
                "--rightlink.state-directory=" + state,
                "--rightlink.run-directory=" + run,
                "--rightlink.listen.host=" + listen.host(),
                "--server.port=" + listen.port());
        if (selfCheck) {
            return SelfCheck.run(settings) ? 0 : 1;
        }
        Agent.start(settings, new Invocation(spec.commandLine().getParseResult().originalArgs()));
        return RUNNING;
    }
}
