package io.rightlink.systemd.unit;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/**
 * A unit's full name, {@code nginx.service} or {@code getty@tty1.service}, as systemd accepts it.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html">systemd.unit(5)</a>
 */
public record UnitName(String value) {

    private static final int LONGEST = 255;
    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9:_.\\\\-][A-Za-z0-9:_.\\\\@-]*\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)");

    /**
     * @throws InvalidException if systemd would refuse it
     */
    public UnitName {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-unit-name",
                    "'" + value + "' is not the name of a unit: letters, digits and :-_.\\@, at most " + LONGEST
                            + " in all, with an ending such as .service");
        }
    }

    /** Returns the ending without its dot, {@code service}. */
    public String type() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    /** Tells whether it is one, {@code getty@.service}, from which units are made, and no unit itself. */
    public boolean isTemplate() {
        return isTemplate(value);
    }

    static boolean isTemplate(String name) {
        return name.contains("@.");
    }

    /** Returns the name of the file that a unit comes from: of the instance {@code getty@tty1.service}, {@code getty@.service}. */
    public static String fileNameOf(String unit) {
        int at = unit.indexOf('@');
        return at < 0 ? unit : unit.substring(0, at + 1) + unit.substring(unit.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return value;
    }
}
