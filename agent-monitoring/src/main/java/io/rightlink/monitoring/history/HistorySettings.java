package io.rightlink.monitoring.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much is remembered.
 *
 * @param size how large the database may grow; what is oldest goes earlier if it nears that
 * @param series how many series are taken at once, half of them received ones at most; points of any other are dropped, and
 *     counted
 * @param fine how long a point for every 10 seconds is kept
 * @param medium how long a point for every minute is kept
 * @param coarse how long a point for every 10 minutes is kept
 */
@ConfigurationProperties("rightlink.monitoring.history")
public record HistorySettings(
        @DefaultValue("100MB") DataSize size,
        @DefaultValue("20000") int series,
        @DefaultValue("6h") Duration fine,
        @DefaultValue("2d") Duration medium,
        @DefaultValue("30d") Duration coarse) {

    private static final DataSize LEAST = DataSize.ofMegabytes(4);

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public HistorySettings {
        Assert.isTrue(size.compareTo(LEAST) >= 0, "rightlink.monitoring.history.size must be at least 4MB");
        Assert.isTrue(series > 0, "rightlink.monitoring.history.series must be positive");
        Assert.isTrue(fine.toHours() >= 1, "rightlink.monitoring.history.fine must be at least 1h");
        Assert.isTrue(medium.compareTo(fine) >= 0, "rightlink.monitoring.history.medium must not be less than fine");
        Assert.isTrue(
                coarse.compareTo(medium) >= 0, "rightlink.monitoring.history.coarse must not be less than medium");
    }

    Duration keep(Tier tier) {
        return switch (tier) {
            case FINE -> fine;
            case MEDIUM -> medium;
            case COARSE -> coarse;
        };
    }
}
