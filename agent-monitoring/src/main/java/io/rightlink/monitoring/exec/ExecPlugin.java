package io.rightlink.monitoring.exec;

import io.rightlink.core.problem.InvalidException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that prints values, {@code PUTVAL} in lines, until it is ended.
 *
 * @param name {@code haproxy-stat}: letters, digits, {@code .}, {@code _} and {@code -}, 64 at most, the first a letter or a digit
 * @param executable the program, by its absolute path
 * @param arguments what it is started with
 */
public record ExecPlugin(String name, String executable, List<String> arguments) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_PATH = 4_096;
    private static final int MOST_ARGUMENTS = 100;
    private static final int LONGEST_ARGUMENT = 8_192;

    /**
     * @throws InvalidException if a part can't be it, which the message explains
     */
    public ExecPlugin {
        arguments = List.copyOf(arguments);
        require(
                NAME.matcher(name).matches(),
                "its name must be up to 64 letters, digits, '.', '_' and '-', and not begin with one of these");
        require(
                executable.startsWith("/") && executable.length() <= LONGEST_PATH,
                "its executable must be an absolute path");
        require(
                arguments.size() <= MOST_ARGUMENTS
                        && arguments.stream().allMatch(argument -> argument.length() <= LONGEST_ARGUMENT),
                "it must have no more than " + MOST_ARGUMENTS + " arguments, of no more than " + LONGEST_ARGUMENT
                        + " characters");
        require(
                executable.indexOf('\0') < 0 && arguments.stream().noneMatch(argument -> argument.indexOf('\0') >= 0),
                "there can be no NUL in its executable and arguments");
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new InvalidException("invalid-exec-plugin", "Cannot add the plugin: " + otherwise);
        }
    }
}
