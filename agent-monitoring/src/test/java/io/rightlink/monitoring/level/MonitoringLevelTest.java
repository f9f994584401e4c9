package io.rightlink.monitoring.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.setting.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringLevelTest {

    private final Map<String, String> stored = new HashMap<>();
    private final Settings settings = new Settings() {
        @Override
        public Optional<String> find(String name) {
            return Optional.ofNullable(stored.get(name));
        }

        @Override
        public void set(String name, String value) {
            stored.put(name, value);
        }
    };

    @ParameterizedTest
    @CsvSource({"none, NONE", "false, NONE", "util, UTIL", "extra, EXTRA", "all, ALL", "true, ALL"})
    void hasTheNamesOfRightLink10(String label, MonitoringLevel level) {
        assertThat(MonitoringLevel.ofLabel(label)).isEqualTo(level);
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThatThrownBy(() -> MonitoringLevel.ofLabel("some"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'some'")
                .hasMessageContaining("none, util, extra and all");
    }

    @Test
    void isKeptOverARestart() {
        assertThat(new StoredMonitoringControl(settings).level()).isEqualTo(MonitoringLevel.ALL);

        new StoredMonitoringControl(settings).set(MonitoringLevel.UTIL);

        assertThat(new StoredMonitoringControl(settings).level()).isEqualTo(MonitoringLevel.UTIL);
    }
}
