package io.rightlink.systemd.change;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Differences between files in the unified format. Stateless. */
final class Diff {

    private static final int CONTEXT_LINES = 3;
    private static final String NOTHING = "/dev/null";

    private Diff() {}

    /** Returns the lines that {@code diff -u} would print; empty if the two are the same. */
    static String between(String file, Optional<byte[]> before, Optional<byte[]> after) {
        List<String> old = lines(before);
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? "a/" + file : NOTHING,
                after.isPresent() ? "b/" + file : NOTHING,
                old,
                DiffUtils.diff(old, lines(after)),
                CONTEXT_LINES);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> lines(Optional<byte[]> content) {
        return content.map(bytes ->
                        new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }
}
