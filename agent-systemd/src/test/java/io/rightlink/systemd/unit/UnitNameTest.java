package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Follows {@code unit_name_is_valid} in systemd's src/basic/unit-name.c. */
class UnitNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx.service",
                "getty@tty1.service",
                "getty@.service",
                "user@1000@2.service",
                "dev-disk-by\\x2duuid-1.device",
                "a:b_c.d-e.socket",
                "..service",
                "-.slice",
                "-.mount",
                "init.scope",
                "x.target",
                "x.automount",
                "x.swap",
                "x.path",
                "x.timer"
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
                "service",
                "@.service",
                "@tty1.service",
                "nginx.servic",
                "nginx.service ",
                "nginx.service\n",
                "a b.service",
                "a/b.service",
                "../x.service",
                "a;b.service",
                "$(x).service",
                "ä.service",
                "a\0.service",
                "*.service",
                "nginx.SERVICE",
                "nginx.snapshot"
            })
    void refusesWhatSystemdRefuses(String name) {
        assertThatThrownBy(() -> new UnitName(name))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void takesNamesOfUpTo255Characters() {
        assertThat(new UnitName("a".repeat(247) + ".service").value()).hasSize(255);
        assertThatThrownBy(() -> new UnitName("a".repeat(248) + ".service")).isInstanceOf(InvalidException.class);
    }

    @Test
    void tellsTheType() {
        assertThat(new UnitName("a.b.socket").type()).isEqualTo("socket");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx.service, nginx.service",
        "getty@tty1.service, getty@.service",
        "getty@.service, getty@.service",
        "systemd-fsck@a.b.service, systemd-fsck@.service",
        "a@b.c@d.socket, a@.socket"
    })
    void namesTheFileThatAUnitComesFrom(String unit, String file) {
        assertThat(UnitName.fileNameOf(unit)).isEqualTo(file);
    }
}
