package io.rightlink.scripts.boot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How a host's boot and its end are handled.
 *
 * @param reboots after how many boots on end whose bundle a reboot broke off it isn't begun again
 * @param decommissionOnRestart whether a plain stop or restart of the agent counts as the host's end, too
 * @param decommissionWithin how long the scripts of the host's end may take together
 */
@ConfigurationProperties("rightlink.boot")
public record BootSettings(
        @DefaultValue("10") int reboots,
        @DefaultValue("false") boolean decommissionOnRestart,
        @DefaultValue("PT3M") Duration decommissionWithin) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public BootSettings {
        Assert.isTrue(
                reboots > 0 && reboots <= BootJournal.REMEMBERED,
                "rightlink.boot.reboots must be between 1 and " + BootJournal.REMEMBERED);
        Assert.isTrue(decommissionWithin.isPositive(), "rightlink.boot.decommission-within must be more than 0");
    }
}
