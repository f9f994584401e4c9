package io.rightlink.scripts.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of script runs. Of those that have ended the oldest are forgotten, with their output, when they are too many, too old or too
 * large; none within its first minute.
 *
 * @param outputHead how much of a run's output is kept from its beginning
 * @param outputTail how much is kept from its end: it is held in memory while the run goes on
 * @param parallel how many may be under way at once; others wait. The tails of all of them may take a quarter of the heap
 * @param queued how many may wait
 * @param kept how many that have ended are remembered
 * @param keptFor for how long
 * @param keptOutput how much output of theirs altogether, at least that of one
 */
@ConfigurationProperties("rightlink.scripts")
public record ScriptSettings(
        @DefaultValue("1MB") DataSize outputHead,
        @DefaultValue("256KB") DataSize outputTail,
        @DefaultValue("64") int parallel,
        @DefaultValue("1000") int queued,
        @DefaultValue("1000") int kept,
        @DefaultValue("P30D") Duration keptFor,
        @DefaultValue("512MB") DataSize keptOutput) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public ScriptSettings {
        Assert.isTrue(!outputHead.isNegative(), "rightlink.scripts.output-head must not be negative");
        Assert.isTrue(!outputTail.isNegative(), "rightlink.scripts.output-tail must not be negative");
        Assert.isTrue(parallel > 0, "rightlink.scripts.parallel must be at least 1");
        long spare = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4);
        Assert.isTrue(
                outputTail.toBytes() <= spare / parallel,
                () -> "rightlink.scripts.output-tail and rightlink.scripts.parallel don't go together: " + parallel
                        + " runs that keep " + outputTail.toBytes() + " bytes each in memory take more than "
                        + spare + ", a quarter of the agent's heap");
        Assert.isTrue(queued > 0, "rightlink.scripts.queued must be at least 1");
        Assert.isTrue(kept > 0, "rightlink.scripts.kept must be at least 1");
        Assert.isTrue(keptFor.isPositive(), "rightlink.scripts.kept-for must be positive");
        Assert.isTrue(
                keptOutput.toBytes() - outputTail.toBytes() >= outputHead.toBytes(),
                "rightlink.scripts.kept-output must be output-head and output-tail together, at least: the output of one run");
    }
}
