package io.rightlink.app.upgrade;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Upgrades.
 *
 * @param patience for how long one waits for runs that would end with the agent
 */
@ConfigurationProperties("rightlink.upgrade")
record UpgradeSettings(@DefaultValue("30s") Duration patience) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    UpgradeSettings {
        Assert.isTrue(!patience.isNegative(), "rightlink.upgrade.patience must not be negative");
    }
}
