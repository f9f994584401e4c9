package io.rightlink.scripts.run;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Loopback;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.identity.Identities;
import io.rightlink.core.identity.IdentityAutoConfiguration;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.core.stream.Connections;
import io.rightlink.core.stream.StreamAutoConfiguration;
import io.rightlink.scripts.credential.CredentialAutoConfiguration;
import io.rightlink.scripts.credential.Credentials;
import io.rightlink.scripts.env.EnvAutoConfiguration;
import io.rightlink.scripts.env.Globals;
import io.rightlink.scripts.script.ScriptAutoConfiguration;
import io.rightlink.scripts.script.Scripts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Script runs, and their part of the API. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            CredentialAutoConfiguration.class,
            EnvAutoConfiguration.class,
            EventAutoConfiguration.class,
            HostAutoConfiguration.class,
            IdentityAutoConfiguration.class,
            ScriptAutoConfiguration.class,
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
            Scripts scripts,
            Credentials credentials,
            Globals globals,
            Identities identities,
            Loopback loopback,
            Rootfs rootfs,
            AgentSettings agent,
            ScriptSettings settings,
            ObjectProvider<RunOwner> owners) {
        RunFiles files = new RunFiles(agent.stateDirectory());
        return new JournalledRuns(
                new RunJournal(store, json, clock, new HostUptime(rootfs), events),
                files,
                new RunPlanner(scripts, globals::list),
                new RunStarter(
                        placements, scripts, credentials, new RunEnvironment(identities, loopback), agent, settings),
                clock,
                settings,
                owners.orderedStream().toList());
    }

    @Bean
    RunController runController(Runs runs, Connections connections) {
        return new RunController(runs, new OutputResponse(connections, MOST_FOLLOWERS, BETWEEN_LOOKS));
    }
}
