package io.rightlink.core.event;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.stream.EventStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The events, and their part of the API. */
@AutoConfiguration(after = CoreAutoConfiguration.class)
@EnableConfigurationProperties(EventSettings.class)
public final class EventAutoConfiguration {

    @Bean
    EventRing events(EventSettings settings, JsonMapper json, Clock clock) {
        String life = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        return new EventRing(settings, new EventForm(json), life, clock);
    }

    @Bean
    EventController eventController(EventRing events, EventSettings settings) {
        return new EventController(events, new EventStream<>(settings.heartbeat(), Function.identity()));
    }
}
