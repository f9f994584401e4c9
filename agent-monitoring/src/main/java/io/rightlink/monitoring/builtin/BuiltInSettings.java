package io.rightlink.monitoring.builtin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the agent's own values go by.
 *
 * @param hostname the first part of their identifiers; the host's own name unless given
 */
@ConfigurationProperties("rightlink.monitoring")
public record BuiltInSettings(@Nullable String hostname) {

    /** As many characters fit into a part of collectd's identifiers. */
    private static final int LONGEST = 127;

    public BuiltInSettings {
        if (hostname != null && (hostname.isBlank() || hostname.length() > LONGEST || !isPart(hostname))) {
            throw new IllegalArgumentException("rightlink.monitoring.hostname is blank, longer than " + LONGEST
                    + " characters, or has a slash or a control character: " + hostname);
        }
    }

    private static boolean isPart(String name) {
        return name.chars().noneMatch(c -> c == '/' || c < ' ' || c == 0x7f);
    }
}
