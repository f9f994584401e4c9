package io.rightlink.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 193, 255})
    void tellsAnExitCode(int status) {
        assertThat(Exit.ofShellStatus(status)).isEqualTo(new Exit(OptionalInt.of(status), OptionalInt.empty()));
        assertThat(Exit.ofShellStatus(status).succeeded()).isEqualTo(status == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 15, 64})
    void tellsASignal(int signal) {
        Exit exit = Exit.ofShellStatus(128 + signal);

        assertThat(exit).isEqualTo(new Exit(OptionalInt.empty(), OptionalInt.of(signal)));
        assertThat(exit.succeeded()).isFalse();
    }

    @Test
    void isNoSuccessWithoutACode() {
        assertThat(new Exit(OptionalInt.empty(), OptionalInt.empty()).succeeded())
                .isFalse();
    }
}
