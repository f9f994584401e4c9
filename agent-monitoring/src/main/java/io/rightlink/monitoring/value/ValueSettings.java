package io.rightlink.monitoring.value;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of what is sent is kept in memory.
 *
 * @param identifiers how many identifiers are known at most; values of any other are refused, and counted
 */
@ConfigurationProperties("rightlink.monitoring.values")
public record ValueSettings(@DefaultValue("10000") int identifiers) {

    public ValueSettings {
        if (identifiers < 1) {
            throw new IllegalArgumentException(
                    "rightlink.monitoring.values.identifiers is less than 1: " + identifiers);
        }
    }
}
