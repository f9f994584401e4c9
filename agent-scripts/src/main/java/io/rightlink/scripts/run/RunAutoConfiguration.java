package io.rightlink.scripts.run;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.core.stream.Connections;
import io.rightlink.core.stream.StreamAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Script runs, and their part of the API. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            EventAutoConfiguration.class,
            StoreAutoConfiguration.class,
            StreamAutoConfiguration.class
        })
@EnableConfigurationProperties({AgentSettings.class, ScriptSettings.class})
public final class RunAutoConfiguration {

    private static final int MOST_FOLLOWERS = 64;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    @Bean
    Schema runSchema() {
        return RunJournal.SCHEMA;
    }

    @Bean
    JournalledRuns runs(
            Store store,
            JsonMapper json,
            Clock clock,
            Events events,
            List<Placement> placements,
            AgentSettings agent,
            ScriptSettings settings) {
        RunFiles files = new RunFiles(agent.stateDirectory());
        return new JournalledRuns(
                new RunJournal(store, json, clock, events),
                files,
                new RunStarter(placements, files, settings),
                clock,
                settings.kept());
    }

    @Bean
    RunController runController(Runs runs, Connections connections) {
        return new RunController(runs, new OutputResponse(connections, MOST_FOLLOWERS, BETWEEN_LOOKS));
    }
}
