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
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The units' journal, and its part of the API. */
@AutoConfiguration(after = {HostAutoConfiguration.class, UnitAutoConfiguration.class})
@EnableConfigurationProperties(JournalSettings.class)
public final class JournalAutoConfiguration {

    @Bean
    AnswerRoom journalAnswers(JournalSettings settings) {
        return new AnswerRoom(settings.timeLimit());
    }

    @Bean
    JournalctlJournal journal(Rootfs rootfs, Units units, AnswerRoom room, JournalSettings settings, Clock clock) {
        JournalReader reader = new JournalReader(new Journalctl(rootfs, settings.command()), settings.timeLimit());
        return new JournalctlJournal(reader, units, room, settings, clock);
    }

    @Bean
    JournalController journalController(
            Journal journal, AnswerRoom room, JournalSettings settings, JsonMapper json, Clock clock) {
        return new JournalController(
                journal, room, new EventStream<>(settings.heartbeat(), event -> event.toBytes(json)), clock);
    }

    @Bean
    WebMvcConfigurer journalAnswersSent() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AnswerInterceptor());
            }
        };
    }
}
