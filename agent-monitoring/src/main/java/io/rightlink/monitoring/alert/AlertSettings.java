package io.rightlink.monitoring.alert;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many alerts there may be.
 *
 * @param most in all; one more is refused
 */
@ConfigurationProperties("rightlink.monitoring.alerts")
public record AlertSettings(@DefaultValue("1000") int most) {

    /** What is looked at in a small part of a tick. */
    private static final int LIMIT = 10_000;

    public AlertSettings {
        if (most < 0 || most > LIMIT) {
            throw new IllegalArgumentException(
                    "rightlink.monitoring.alerts.most is not from 0 to " + LIMIT + ": " + most);
        }
    }
}
