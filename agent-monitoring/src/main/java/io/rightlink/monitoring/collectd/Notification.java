package io.rightlink.monitoring.collectd;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What a collectd notifies of, in the form of an event. Parts that it doesn't name are empty.
 *
 * @param severity {@code failure}, {@code warning} or {@code okay}
 * @param time when, by its clock
 */
record Notification(
        String severity,
        Instant time,
        String host,
        String plugin,
        String pluginInstance,
        String type,
        String typeInstance,
        String message) {

    private static final Set<String> SEVERITIES = Set.of("failure", "warning", "okay");
    private static final int LONGEST_NAME = 127;
    private static final int LONGEST_MESSAGE = 1_024;

    Notification {
        if (!SEVERITIES.contains(severity)) {
            throw new IllegalArgumentException("There is no severity '" + severity + "': there are " + SEVERITIES);
        }
        if (message.isEmpty()) {
            throw new IllegalArgumentException("A notification has no message");
        }
        host = shortened(host, LONGEST_NAME);
        plugin = shortened(plugin, LONGEST_NAME);
        pluginInstance = shortened(pluginInstance, LONGEST_NAME);
        type = shortened(type, LONGEST_NAME);
        typeInstance = shortened(typeInstance, LONGEST_NAME);
        message = shortened(message, LONGEST_MESSAGE);
    }

    /** Returns a severity as collectd writes it in its JSON, {@code FAILURE}, in small letters. */
    static String severity(String written) {
        return written.toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
