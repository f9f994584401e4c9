package io.rightlink.monitoring.forward;

import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.monitoring.tss.TssAutoConfiguration;
import io.rightlink.monitoring.tss.TssIdentity;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Forwarding, if there is somebody to forward to. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, StoreAutoConfiguration.class, TssAutoConfiguration.class})
@ConditionalOnProperty("rightlink.monitoring.forward.url")
@EnableConfigurationProperties(ForwardSettings.class)
public final class ForwardAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardAutoConfiguration.class);

    /** The store isn't used, but locks the directory, and makes it. */
    @Bean
    Forwarding forwarding(
            ForwardSettings settings,
            AgentSettings agent,
            Store store,
            TssIdentity identity,
            Clock clock,
            MeterRegistry registry) {
        URI target = settings.target().orElseThrow();
        ForwardMeters meters = new ForwardMeters(registry);
        BatchQueue queue =
                new BatchQueue(agent.stateDirectory(), settings.buffer().toBytes());
        meters.show(queue);
        Platform platform = new Platform(target, new Credentials(settings), settings, clock);
        if (settings.isSecretInTheClear()) {
            LOG.warn("The credentials for {} can be read on the way: it isn't https", platform.place());
        }
        Backoff backoff = new Backoff(settings.retryFirst(), settings.retryMost(), RandomGenerator.getDefault());
        return new Forwarding(
                new QueuedReadings(queue, identity, meters, settings),
                queue,
                platform,
                new Sender(queue, platform, backoff, meters, clock));
    }

    @Bean
    HealthIndicator forwardHealthIndicator(Forwarding forwarding) {
        return new ForwardHealthIndicator(forwarding);
    }
}
