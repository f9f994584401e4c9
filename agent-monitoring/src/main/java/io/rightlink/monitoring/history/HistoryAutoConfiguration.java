package io.rightlink.monitoring.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.store.StoreAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import tools.jackson.databind.json.JsonMapper;

/** The history, and its part of the API. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, StoreAutoConfiguration.class})
@EnableConfigurationProperties({HistorySettings.class, AgentSettings.class})
public final class HistoryAutoConfiguration {

    /** The store keeps a second agent out of the state directory. */
    @Bean
    @DependsOn("store")
    RecordedHistory recordedHistory(AgentSettings agent, HistorySettings settings, Clock clock, MeterRegistry meters) {
        return new RecordedHistory(agent.stateDirectory(), settings, clock, meters);
    }

    @Bean
    History history(RecordedHistory recorded, AgentSettings agent, Clock clock) {
        return new HistoryReader(recorded, agent.stateDirectory(), clock);
    }

    @Bean
    MetricsController metricsController(History history, JsonMapper json, Clock clock) {
        return new MetricsController(history, new HistoryJson(json), clock);
    }

    @Bean
    HealthIndicator historyHealthIndicator(RecordedHistory recorded) {
        return new HistoryHealthIndicator(recorded);
    }
}
