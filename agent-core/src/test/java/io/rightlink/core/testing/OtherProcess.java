package io.rightlink.core.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java program of a test's in a process of its own, to be killed. Stateless. */
public final class OtherProcess {

    private OtherProcess() {}

    /** Starts a class's {@code main} with this test's class path; what it prints can be read, its errors are lost. */
    public static Process start(Class<?> program, String... arguments) throws IOException {
        return builder(program, arguments).start();
    }

    /** Starts one that nobody listens to. */
    public static Process startSilent(Class<?> program, String... arguments) throws IOException {
        return builder(program, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ProcessBuilder builder(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
