package io.rightlink.scripts.input;

import io.rightlink.scripts.input.InputValue.Array;
import io.rightlink.scripts.input.InputValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much inputs may be. Stateless.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2), on the size of arguments and environment</a>
 */
final class InputRoom {

    /** Linux takes no {@code NAME=value} with more, the NUL behind it included (MAX_ARG_STRLEN). */
    private static final int VARIABLE_BYTES = 128 * 1024;

    /**
     * Names and values as they are recorded. Linux has room for some 2 MB in an environment, but each run is remembered with its inputs,
     * and a list shows those of a thousand: what is large belongs in a file.
     */
    private static final int TOTAL_BYTES = 256 * 1024;

    private InputRoom() {}

    /** Returns what is too much, and what to do; nothing if all of them fit. Of credentials, only names count. */
    static List<String> faults(Map<String, InputValue> inputs) {
        List<String> faults = new ArrayList<>();
        inputs.forEach((name, value) -> {
            long bytes = bytes(value);
            long most = VARIABLE_BYTES - bytes(name) - "=\0".length();
            if (bytes > most) {
                faults.add("the input '" + name + "' has " + bytes + " bytes, and a variable of the environment holds "
                        + most + ": put it in an attachment of the script, or in a file that the input names");
            }
        });
        return faults.isEmpty() ? faultsOfAll(inputs) : faults;
    }

    /** For values that fit: of others, what is recorded might be too much for the agent's own memory. */
    private static List<String> faultsOfAll(Map<String, InputValue> inputs) {
        long total = inputs.entrySet().stream()
                .mapToLong(
                        input -> bytes(input.getKey()) + bytes(input.getValue().print()))
                .sum();
        return total <= TOTAL_BYTES
                ? List.of()
                : List.of("its inputs have " + total + " bytes with their names, and may have " + TOTAL_BYTES
                        + ": put what is large in attachments of the script, or in files that inputs name");
    }

    private static long bytes(InputValue value) {
        return switch (value) {
            case Text text -> bytes(text.value());
            case Array array ->
                Math.max(0, array.items().size() - 1)
                        + array.items().stream().mapToLong(InputRoom::bytes).sum();
            default -> 0;
        };
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
