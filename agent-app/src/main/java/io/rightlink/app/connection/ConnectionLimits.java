package io.rightlink.app.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How much of each listener connections may take, the one on loopback and the one on the bridge.
 *
 * @param most how many there are
 * @param mostPerAddress how many there are from one address
 * @param headWithin how long one may be open, or be kept alive after an answer, until the head of a request is there
 * @param bodyWithin how long after its head a request's body may take
 * @param stalledFor for how long an answer may wait for its reader
 */
@ConfigurationProperties("rightlink.listen.connections")
public record ConnectionLimits(
        @DefaultValue("512") int most,
        @DefaultValue("256") int mostPerAddress,
        @DefaultValue("20s") Duration headWithin,
        @DefaultValue("60s") Duration bodyWithin,
        @DefaultValue("30s") Duration stalledFor) {

    /** Of all, one address leaves something over. */
    private static final int LEAST = 2;

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public ConnectionLimits {
        Assert.isTrue(most >= LEAST, "rightlink.listen.connections.most must be at least " + LEAST);
        Assert.isTrue(
                mostPerAddress >= 1 && mostPerAddress < most,
                "rightlink.listen.connections.most-per-address must be at least 1, and less than most");
        requirePositive(headWithin, "head-within");
        requirePositive(bodyWithin, "body-within");
        requirePositive(stalledFor, "stalled-for");
    }

    private static void requirePositive(Duration duration, String name) {
        Assert.isTrue(
                duration.toMillis() > 0 && duration.toMillis() <= Integer.MAX_VALUE,
                "rightlink.listen.connections." + name + " must be more than 0, and less than 24 days");
    }
}
