package io.rightlink.core.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How events are held and sent.
 *
 * @param held how many of the newest are held, for those who come back
 * @param heldSize how large these may be together; an event that alone is larger is never held, and its readers are told so
 * @param readers how many may follow at once
 * @param heartbeat after how much silence those who follow are sent a comment, by which it is noticed that they have gone
 */
@ConfigurationProperties("rightlink.events")
public record EventSettings(
        @DefaultValue("4096") int held,
        @DefaultValue("4MB") DataSize heldSize,
        @DefaultValue("32") int readers,
        @DefaultValue("15s") Duration heartbeat) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public EventSettings {
        Assert.isTrue(held > 0 && held <= 1_000_000, "rightlink.events.held must be from 1 to 1000000");
        Assert.isTrue(heldSize.toBytes() > 0, "rightlink.events.held-size must be positive");
        Assert.isTrue(readers >= 0, "rightlink.events.readers must not be negative");
        Assert.isTrue(heartbeat.isPositive(), "rightlink.events.heartbeat must be positive");
    }
}
