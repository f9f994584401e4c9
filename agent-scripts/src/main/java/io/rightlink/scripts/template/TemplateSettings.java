package io.rightlink.scripts.template;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What holds for a template's scripts where the template doesn't say otherwise.
 *
 * @param placement where they run; on the host by default, where they go on when the agent is restarted
 * @param timeout when one is ended
 */
@ConfigurationProperties("rightlink.template")
public record TemplateSettings(
        @DefaultValue("host") String placement,
        @DefaultValue("PT1H") Duration timeout) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public TemplateSettings {
        Assert.hasText(placement, "rightlink.template.placement must not be blank");
        Assert.isTrue(
                timeout.isPositive() && timeout.compareTo(LONGEST) <= 0,
                "rightlink.template.timeout must be more than 0 and at most " + LONGEST);
    }
}
