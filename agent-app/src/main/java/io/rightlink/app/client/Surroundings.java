package io.rightlink.app.client;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a command has around it.
 *
 * @param out standard output, in UTF-8 and buffered: to be flushed
 * @param width the terminal's, in columns; empty without a terminal, or if it isn't known
 * @param colours whether whoever reads this sees colours
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        OptionalInt width,
        boolean colours) {

    /** Where few would want a table any more. */
    private static final int NARROWEST = 20;

    private static final int BUFFER_BYTES = 16 * 1024;

    /** Returns this process's own. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal = hasTerminal();
        return new Surroundings(
                environment,
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                terminal ? width(environment.getOrDefault("COLUMNS", "")) : OptionalInt.empty(),
                terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Says something to whoever called the command, beside its output. */
    void say(String line) {
        out.flush();
        err.println("rightlink: " + Plain.of(line));
        err.flush();
    }

    /** Which Java has a console without a terminal differs from release to release, and by what a runtime is linked of. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** The streams of Java write in the locale's letters, which in a container are often ASCII. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
    }

    private static OptionalInt width(String columns) {
        return columns.matches("\\d{1,4}") && Integer.parseInt(columns) >= NARROWEST
                ? OptionalInt.of(Integer.parseInt(columns))
                : OptionalInt.empty();
    }
}
