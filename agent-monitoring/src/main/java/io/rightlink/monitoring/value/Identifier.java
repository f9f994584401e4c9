package io.rightlink.monitoring.value;

import java.nio.charset.StandardCharsets;

/**
 * Who values are of, in collectd's naming: {@code host/plugin-instance/type-instance}. Instances may be empty.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd-unixsock.html#identifiers">Identifiers</a>
 */
public record Identifier(String host, String plugin, String pluginInstance, String type, String typeInstance) {

    /** As many bytes fit into a part in collectd, of version 5.6 and newer. */
    private static final int LONGEST = 127;

    /** Of UTF-8, in a char. */
    private static final int MOST_BYTES = 3;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one can't be it, which the message explains
     */
    public Identifier {
        require(host, "host", true);
        require(plugin, "plugin", true);
        require(pluginInstance, "plugin instance", false);
        require(type, "type", true);
        require(typeInstance, "type instance", false);
        if (plugin.indexOf('-') >= 0 || type.indexOf('-') >= 0) {
            throw new IllegalArgumentException("A plugin's and a type's name has no '-': " + plugin + "/" + type);
        }
    }

    /**
     * Reads {@code host/plugin-instance/type-instance}: an instance is what follows the first hyphen.
     *
     * @throws IllegalArgumentException if it isn't of this form
     */
    public static Identifier parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not of the form host/plugin-instance/type-instance: " + text);
        }
        return new Identifier(parts[0], before(parts[1]), after(parts[1]), before(parts[2]), after(parts[2]));
    }

    /** Returns {@code cpu-0/cpu-idle}. */
    public String withoutHost() {
        return joined(plugin, pluginInstance) + "/" + joined(type, typeInstance);
    }

    /** Returns {@code host/cpu-0/cpu-idle}. */
    @Override
    public String toString() {
        return host + "/" + withoutHost();
    }

    private static String joined(String name, String instance) {
        return instance.isEmpty() ? name : name + "-" + instance;
    }

    private static String before(String part) {
        int hyphen = part.indexOf('-');
        return hyphen < 0 ? part : part.substring(0, hyphen);
    }

    private static String after(String part) {
        int hyphen = part.indexOf('-');
        return hyphen < 0 ? "" : part.substring(hyphen + 1);
    }

    private static void require(String part, String what, boolean needed) {
        if (needed && part.isEmpty()) {
            throw new IllegalArgumentException("The " + what + " is empty");
        }
        if (part.length() > LONGEST / MOST_BYTES) {
            int bytes = part.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                throw new IllegalArgumentException(
                        "The " + what + " has " + bytes + " bytes, which is more than " + LONGEST);
            }
        }
        if (part.indexOf('/') >= 0 || part.codePoints().anyMatch(Identifier::isUnwritable)) {
            throw new IllegalArgumentException(
                    "The " + what + " has a slash or a control character, or half of a surrogate pair");
        }
    }

    /** Half of a surrogate pair is nothing in UTF-8: two identifiers that differ by it alone would be written alike. */
    private static boolean isUnwritable(int c) {
        return c < ' ' || c == 0x7f || Character.getType(c) == Character.SURROGATE;
    }
}
