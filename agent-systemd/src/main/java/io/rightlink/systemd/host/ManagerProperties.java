package io.rightlink.systemd.host;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.freedesktop.dbus.types.Variant;

/**
 * The D-Bus properties of systemd's manager, read as what they mean. Immutable.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.systemd1.html">org.freedesktop.systemd1(5)</a>
 */
record ManagerProperties(Map<String, Variant<?>> properties) {

    /** The first number of {@code 252.39-1~deb12u1}. */
    private static final Pattern VERSION = Pattern.compile("\\d{1,6}");

    /** Returns systemd's version; one that can't be read counts as a very old one. */
    int version() {
        Matcher number = VERSION.matcher(text("Version"));
        return number.find() ? Integer.parseInt(number.group()) : 0;
    }

    /** Returns the names of the variables that systemd passes on to what it starts. */
    List<String> variables() {
        Variant<?> variables = properties.get("Environment");
        return variables != null && variables.getValue() instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .map(variable -> variable.substring(0, variable.indexOf('=')))
                        .toList()
                : List.of();
    }

    /** Tells whether the host goes down. */
    boolean goesDown() {
        return text("SystemState").equals("stopping");
    }

    private String text(String name) {
        Variant<?> value = properties.get(name);
        return value == null ? "" : String.valueOf(value.getValue());
    }
}
