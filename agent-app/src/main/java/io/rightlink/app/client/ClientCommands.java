package io.rightlink.app.client;

import picocli.CommandLine;

/** The commands that ask a running agent. Stateless. */
public final class ClientCommands {

    private ClientCommands() {}

    /** Adds them to a command line. */
    public static void addTo(CommandLine line, Surroundings around) {
        CommandLine token = new CommandLine(new TokenCommand())
                .addSubcommand(new TokenListCommand(around))
                .addSubcommand(new TokenCreateCommand(around))
                .addSubcommand(new TokenRevokeCommand(around));
        line.addSubcommand(new StatusCommand(around))
                .addSubcommand(new UnitsCommand(around))
                .addSubcommand(new ContainersCommand(around))
                .addSubcommand(new RunCommand(around))
                .addSubcommand(new CancelCommand(around))
                .addSubcommand(new LogsCommand(around))
                .addSubcommand(token);
    }
}
