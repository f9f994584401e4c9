package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.BootState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootHoldTest {

    @ParameterizedTest
    @CsvSource({"BOOTING, true", "OPERATIONAL, false", "STRANDED, false", "DECOMMISSIONING, true"})
    void holdsSchedulesWhileTheHostComesUpOrGoesDown(BootState state, boolean held) {
        assertThat(new BootHold(() -> Optional.of(state)).why().isPresent()).isEqualTo(held);
    }

    @Test
    void holdsThemUntilTheStateIsKnown() {
        assertThat(new BootHold(Optional::empty).why()).isPresent();
    }
}
