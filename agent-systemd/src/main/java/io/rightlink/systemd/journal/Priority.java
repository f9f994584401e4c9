package io.rightlink.systemd.journal;

import io.rightlink.core.problem.InvalidException;
import java.util.List;

/**
 * How important an entry is, from 0, {@code emerg}, to 7, {@code debug}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/syslog.3.html">syslog(3), values for level</a>
 */
public record Priority(int level) {

    private static final List<String> WORDS =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    /**
     * Reads {@code 3} or {@code err}.
     *
     * @throws InvalidException if it is neither a level nor the word for one
     */
    public Priority(String text) {
        this(levelOf(text));
    }

    private static int levelOf(String text) {
        boolean digit = text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '7';
        int level = digit ? text.charAt(0) - '0' : WORDS.indexOf(text);
        if (level < 0) {
            throw new InvalidException(
                    "invalid-parameter",
                    "priority is a level from 0 to 7, or one of " + String.join(", ", WORDS) + ", and not '" + text
                            + "'");
        }
        return level;
    }
}
