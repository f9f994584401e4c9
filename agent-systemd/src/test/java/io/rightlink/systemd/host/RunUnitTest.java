package io.rightlink.systemd.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.systemd.unit.UnitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunUnitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "a.service", "A-b_c.D--", "verify-1", "x..", "0123456789-0123456789-0123456789-0123456789"})
    void namesAUnitAndBack(String id) {
        String name = new UnitName(new RunUnit(id).name()).value();

        assertThat(name).startsWith("rightlink-run-").endsWith(".service");
        assertThat(RunUnit.ofName(name)).contains(new RunUnit(id));
    }

    @Test
    void fitsWhatSystemdAllowsWithTheLongestId() {
        RunUnit unit = new RunUnit("x".repeat(128));

        assertThat(RunUnit.ofName(new UnitName(unit.name()).value())).contains(unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rightlink.service", "rightlink-run-.service", "rightlink-run-1.timer", "docker.service"})
    void isNoOtherUnit(String name) {
        assertThat(RunUnit.ofName(name)).isEmpty();
    }
}
