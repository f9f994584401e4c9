package io.rightlink.systemd.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the journal is read.
 *
 * @param command the program that reads it
 * @param timeLimit how long it may take for one answer
 * @param followers how many may follow at once, each with a process of its own
 * @param heartbeat after how much silence those who follow are sent a comment, by which it is noticed that they have gone
 */
@ConfigurationProperties("rightlink.journal")
public record JournalSettings(
        @DefaultValue("journalctl") String command,
        @DefaultValue("10s") Duration timeLimit,
        @DefaultValue("32") int followers,
        @DefaultValue("15s") Duration heartbeat) {}
