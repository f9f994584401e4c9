package io.rightlink.app.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Executes commands as a process would, without one. */
final class Commands {

    private final Map<String, String> environment;
    private OptionalInt width = OptionalInt.empty();
    private boolean colours;
    private String input = "";

    /** What came of a command. */
    record Result(int status, String out, String err) {}

    @Command(name = "rightlink")
    private static final class Top {}

    Commands(Path secretFile) {
        this.environment = Map.of("RIGHTLINK_SECRET_FILE", secretFile.toString());
    }

    Commands onATerminal(int columns) {
        width = OptionalInt.of(columns);
        colours = true;
        return this;
    }

    Commands reading(String standardInput) {
        input = standardInput;
        return this;
    }

    Result execute(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                width,
                colours);
        CommandLine line = new CommandLine(new Top());
        ClientCommands.addTo(line, around);
        int status = line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(new ClientFailures())
                .execute(arguments);
        around.out().flush();
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
