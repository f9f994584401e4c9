package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @Test
    void readsTheFormsOfTheCommandLine() {
        assertThat(ListenAddress.parse("docker-bridge:88")).isEqualTo(new ListenAddress("docker-bridge", 88));
        assertThat(ListenAddress.parse("172.17.0.1:88")).isEqualTo(new ListenAddress("172.17.0.1", 88));
        assertThat(ListenAddress.parse(":8088")).isEqualTo(new ListenAddress("docker-bridge", 8088));
        assertThat(ListenAddress.parse("[fe80::1]:88")).hasToString("[fe80::1]:88");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "88", "docker0:88", "172.17.0.1", "172.17.0.1:", "172.17.0.1:99999", "999.1.1.1:88", "a b:88"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:88", "[::]:88"})
    void refusesToListenEverywhere(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).hasMessageContaining("every address");
    }
}
