package io.rightlink.monitoring.collectd;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.monitoring.sample.Sampler;
import io.rightlink.monitoring.value.ValueAutoConfiguration;
import io.rightlink.monitoring.value.Values;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Takes what collectds send, and shows it on {@code /actuator/prometheus}. */
@AutoConfiguration(after = {ValueAutoConfiguration.class, EventAutoConfiguration.class})
@EnableConfigurationProperties(CollectdSettings.class)
public final class CollectdAutoConfiguration {

    @Bean
    CollectdSenders collectdSenders(CollectdSettings settings) {
        return new PasswordSenders(settings, System::nanoTime);
    }

    @Bean
    Inbox collectdInbox(Values values, Events events, CollectdSettings settings, MeterRegistry meters) {
        return new Inbox(values, events, settings.valuesPerSecond(), meters, System::nanoTime);
    }

    @Bean
    Collectd collectd(Inbox inbox, CollectdSettings settings, Clock clock, MeterRegistry meters) {
        return new ReceivedBodies(
                inbox,
                Map.of(
                        Dialect.V4,
                        types(Dialect.V4, settings, meters),
                        Dialect.V5,
                        types(Dialect.V5, settings, meters)),
                clock);
    }

    @Bean
    PacketReceivers packetReceivers(Inbox inbox, CollectdSettings settings, MeterRegistry meters) {
        return new PacketReceivers(settings.listen()
                .map(address -> new PacketReceiver(
                        address,
                        new Packets(
                                types(Dialect.V5, settings, meters),
                                new PacketSecurity(settings.authFile().map(Path::of), System::nanoTime),
                                settings.securityLevel()),
                        inbox)));
    }

    @Bean
    HealthIndicator collectdHealthIndicator(PacketReceivers receivers) {
        return new CollectdHealthIndicator(receivers.receiver());
    }

    @Bean
    Sampler receivedSampler(Values values) {
        return new ReceivedSampler(values);
    }

    private static Types types(Dialect dialect, CollectdSettings settings, MeterRegistry meters) {
        Counter unknown = Counter.builder("rightlink.collectd.unknown.types")
                .description("Values that were received of a type that no types.db has.")
                .register(meters);
        return new Types(
                TypesText.read(
                        dialect, settings.typesDb().stream().map(Path::of).toList()),
                unknown);
    }
}
