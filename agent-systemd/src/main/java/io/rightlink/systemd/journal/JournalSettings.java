package io.rightlink.systemd.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How the journal is read.
 *
 * @param command the program that reads it
 * @param timeLimit how long it may take for one answer, and how long that waits for others to be sent
 * @param followers how many may follow at once, each with a process of its own, and up to a megabyte of memory
 * @param heartbeat after how much silence those who follow are sent a comment, by which it is noticed that they have gone
 */
@ConfigurationProperties("rightlink.journal")
public record JournalSettings(
        @DefaultValue("journalctl") String command,
        @DefaultValue("10s") Duration timeLimit,
        @DefaultValue("16") int followers,
        @DefaultValue("15s") Duration heartbeat) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public JournalSettings {
        Assert.hasText(command, "rightlink.journal.command must name a program");
        Assert.isTrue(timeLimit.isPositive(), "rightlink.journal.time-limit must be positive");
        Assert.isTrue(followers >= 0, "rightlink.journal.followers must not be negative");
        Assert.isTrue(heartbeat.isPositive(), "rightlink.journal.heartbeat must be positive");
    }
}
