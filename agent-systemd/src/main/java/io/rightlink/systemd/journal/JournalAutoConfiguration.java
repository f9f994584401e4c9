package io.rightlink.systemd.journal;

import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.stream.EventStream;
import io.rightlink.systemd.unit.UnitAutoConfiguration;
import io.rightlink.systemd.unit.Units;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The units' journal, and its part of the API. */
@AutoConfiguration(after = {HostAutoConfiguration.class, UnitAutoConfiguration.class})
@EnableConfigurationProperties(JournalSettings.class)
public final class JournalAutoConfiguration {

    @Bean
    JournalctlJournal journal(Rootfs rootfs, Units units, JournalSettings settings, Clock clock) {
        JournalReader reader = new JournalReader(new Journalctl(rootfs, settings.command()), settings.timeLimit());
        return new JournalctlJournal(reader, units, settings, clock);
    }

    @Bean
    JournalController journalController(Journal journal, JournalSettings settings, JsonMapper json, Clock clock) {
        return new JournalController(
                journal, new EventStream<>(settings.heartbeat(), event -> event.toBytes(json)), clock);
    }
}
