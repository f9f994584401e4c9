package io.rightlink.scripts.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of script runs.
 *
 * @param outputHead how much of a run's output is kept from its beginning
 * @param outputTail how much is kept from its end
 * @param kept how many runs are remembered; the oldest that have ended are forgotten, with their output
 */
@ConfigurationProperties("rightlink.scripts")
public record ScriptSettings(
        @DefaultValue("1MB") DataSize outputHead,
        @DefaultValue("1MB") DataSize outputTail,
        @DefaultValue("1000") int kept) {}
