package io.rightlink.core.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How much is remembered.
 *
 * @param kept how many entries at least; up to a tenth more
 */
@ConfigurationProperties("rightlink.audit")
public record AuditSettings(@DefaultValue("100000") int kept) {

    private static final int LEAST = 100;

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public AuditSettings {
        Assert.isTrue(kept >= LEAST, "rightlink.audit.kept must be at least " + LEAST);
    }
}
