package io.rightlink.monitoring.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @Test
    void takesAsInstanceWhatFollowsTheFirstHyphen() {
        assertThat(Identifier.parse("web-1.example/df-var-lib/df_complex-free"))
                .isEqualTo(new Identifier("web-1.example", "df", "var-lib", "df_complex", "free"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h/cpu-0/cpu-idle",
                "h/load/load",
                "h/df-a b/df_complex-used",
                "h/df-\ud83d\ude00/df_complex-used"
            })
    void writesWhatItRead(String text) {
        assertThat(Identifier.parse(text)).hasToString(text);
    }

    @Test
    void namesItselfWithoutItsHost() {
        assertThat(Identifier.parse("h/cpu-0/cpu-idle").withoutHost()).isEqualTo("cpu-0/cpu-idle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "h/p",
                "h/p/t/x",
                "/p/t",
                "h//t",
                "h/p/",
                "h/-i/t",
                "h/p/t\n",
                "h\ud800/p/t",
                "h/p-\udc00x/t",
                "h/p/t-\u001b[31m"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Identifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPartThatIsTooLong() {
        String longest = "h".repeat(127);

        assertThat(Identifier.parse(longest + "/p/t").host()).isEqualTo(longest);
        assertThatThrownBy(() -> Identifier.parse(longest + "h/p/t"))
                .hasMessage("The host has 128 bytes, which is more than 127");
        assertThat(Identifier.parse("ü".repeat(63) + "/p/t").host()).hasSize(63);
        assertThatThrownBy(() -> Identifier.parse("ü".repeat(64) + "/p/t")).hasMessageContaining("128 bytes");
        assertThatThrownBy(() -> Identifier.parse("字".repeat(43) + "/p/t")).hasMessageContaining("129 bytes");
    }
}
