package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx.service",
                "-.mount",
                "-.slice",
                "getty@tty1.service",
                "getty@.service",
                "dev-disk-by\\x2duuid.device",
                "systemd-fsck@dev-sda1.service",
                "user@1000.service",
                "a:b_c.d.timer",
                "1.socket"
            })
    void takesWhatSystemdTakes(String name) {
        assertThat(new UnitName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nginx",
                ".service",
                "@.service",
                "a b.service",
                "../x.service",
                "a/b.service",
                "x.conf",
                "x.service ",
                "x.service\n",
                "ä.service",
                "x.Service",
                "@x.service"
            })
    void refusesWhatSystemdRefuses(String name) {
        assertThatThrownBy(() -> new UnitName(name))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThat(new UnitName("x".repeat(247) + ".service").value()).hasSize(255);
        assertThatThrownBy(() -> new UnitName("x".repeat(248) + ".service")).isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx.service, nginx.service",
        "getty@tty1.service, getty@.service",
        "getty@.service, getty@.service",
        "systemd-fsck@a.b.service, systemd-fsck@.service"
    })
    void findsTheFileThatAUnitComesFrom(String unit, String file) {
        assertThat(UnitName.fileNameOf(unit)).isEqualTo(file);
    }
}
