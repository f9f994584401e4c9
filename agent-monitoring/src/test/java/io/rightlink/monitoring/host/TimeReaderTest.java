package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeReaderTest {

    @Test
    void tellsTheTime() {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_795_352_000, 250_000_000), ZoneOffset.UTC);

        assertThat(Shown.by(new TimeReader(clock)).values()).isEqualTo(Map.of("node_time_seconds", 1795352000.25));
    }
}
