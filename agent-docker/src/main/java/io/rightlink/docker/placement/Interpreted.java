package io.rightlink.docker.placement;

import io.rightlink.core.placement.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that the kernel makes of a script, {@code /bin/bash -e /path/script} of {@code #!/bin/bash -e}. The engine looks for a
 * command's first word in the image before it starts it, and says if it isn't there; of what a script's first line names, nobody would
 * say so but the script's output. Stateless.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">Interpreter scripts in execve(2)</a>
 */
final class Interpreted {

    /** The interpreter, and everything after it as one argument. */
    private static final Pattern LINE = Pattern.compile("#![ \\t]*([^ \\t]+)(?:[ \\t]+([^ \\t].*?))?[ \\t]*");

    /** What the kernel reads. */
    private static final int LONGEST_LINE_BYTES = 255;

    private Interpreted() {}

    /** Returns the command to run a launch's, which is the same unless it is a script of the agent's. */
    static List<String> command(Launch launch, Path stateDirectory) throws IOException {
        Path program = Path.of(launch.command().getFirst());
        if (!program.startsWith(stateDirectory) || !Files.isRegularFile(program)) {
            return launch.command();
        }
        Matcher line = LINE.matcher(firstLine(program));
        if (!line.matches()) {
            return launch.command();
        }
        List<String> command = new ArrayList<>(List.of(line.group(1)));
        if (line.group(2) != null) {
            command.add(line.group(2));
        }
        command.addAll(launch.command());
        return command;
    }

    private static String firstLine(Path program) throws IOException {
        try (InputStream bytes = Files.newInputStream(program)) {
            String start = new String(bytes.readNBytes(LONGEST_LINE_BYTES), StandardCharsets.UTF_8);
            int end = start.indexOf('\n');
            return end < 0 ? start : start.substring(0, end);
        }
    }
}
