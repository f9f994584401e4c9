package io.rightlink.app.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConnectionLimitsTest {

    private static final String PREFIX = "rightlink.listen.connections";

    @Test
    void haveDefaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new ConnectionLimits(
                        512, 256, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30)));
    }

    @Test
    void areTakenAsGiven() {
        assertThat(bound(Map.of(
                        PREFIX + ".most", "10",
                        PREFIX + ".most-per-address", "9",
                        PREFIX + ".head-within", "1s",
                        PREFIX + ".body-within", "2m",
                        PREFIX + ".stalled-for", "300ms")))
                .isEqualTo(new ConnectionLimits(
                        10, 9, Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @CsvSource({
        "most, 1",
        "most-per-address, 0",
        "most-per-address, 512",
        "head-within, 0s",
        "body-within, -1s",
        "stalled-for, 25d"
    })
    void areRefusedByName(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of(PREFIX + "." + name, value)))
                .isInstanceOf(BindException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining(PREFIX + "." + name);
    }

    private static ConnectionLimits bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, ConnectionLimits.class);
    }
}
