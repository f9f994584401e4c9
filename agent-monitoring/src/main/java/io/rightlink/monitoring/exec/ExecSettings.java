package io.rightlink.monitoring.exec;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How plugins are run.
 *
 * @param interval at which they are to print values, {@code COLLECTD_INTERVAL}; one that exits is started again at the next
 * @param grace how long one that is asked to end may take until it is killed
 * @param most how many there may be
 */
@ConfigurationProperties("rightlink.monitoring.exec")
record ExecSettings(
        @DefaultValue("20s") Duration interval,
        @DefaultValue("3s") Duration grace,
        @DefaultValue("50") int most) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    ExecSettings {
        Assert.isTrue(
                interval.compareTo(Duration.ofSeconds(1)) >= 0 && interval.compareTo(Duration.ofDays(1)) <= 0,
                "rightlink.monitoring.exec.interval must be from 1s to 1d");
        Assert.isTrue(
                grace.isPositive() && grace.compareTo(Duration.ofMinutes(1)) <= 0,
                "rightlink.monitoring.exec.grace must be positive, and no more than a minute");
        Assert.isTrue(most >= 0 && most <= 1_000, "rightlink.monitoring.exec.most must be from 0 to 1000");
    }
}
