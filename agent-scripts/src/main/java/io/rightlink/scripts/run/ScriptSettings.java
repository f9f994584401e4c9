package io.rightlink.scripts.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of script runs.
 *
 * @param outputHead how much of a run's output is kept from its beginning
 * @param outputTail how much is kept from its end, at most 64 MB: it is held in memory while the run goes on
 * @param kept how many runs are remembered; the oldest that have ended are forgotten, with their output
 */
@ConfigurationProperties("rightlink.scripts")
public record ScriptSettings(
        @DefaultValue("1MB") DataSize outputHead,
        @DefaultValue("1MB") DataSize outputTail,
        @DefaultValue("1000") int kept) {

    private static final DataSize LARGEST_TAIL = DataSize.ofMegabytes(64);

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public ScriptSettings {
        Assert.isTrue(!outputHead.isNegative(), "rightlink.scripts.output-head must not be negative");
        Assert.isTrue(
                !outputTail.isNegative() && outputTail.compareTo(LARGEST_TAIL) <= 0,
                "rightlink.scripts.output-tail must be between 0 and " + LARGEST_TAIL);
        Assert.isTrue(kept > 0, "rightlink.scripts.kept must be at least 1");
    }
}
