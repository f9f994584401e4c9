package io.rightlink.systemd.change;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/**
 * The name of a file that adds to a unit's own, {@code 10-limits.conf}.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html">systemd.unit(5)</a>
 */
public record DropInName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9:_.@-]{0,199}\\.conf");

    /**
     * @throws InvalidException if it isn't a file's name that systemd reads
     */
    public DropInName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-drop-in-name",
                    "'" + value + "' is not the name of a drop-in: letters, digits and :_.@- , ending in .conf");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
