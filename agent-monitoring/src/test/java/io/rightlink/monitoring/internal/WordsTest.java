package io.rightlink.monitoring.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @Test
    void takesWordsBetweenBlanksOfAnyNumber() {
        Words words = new Words("  a\tb   c ");

        assertThat(words.next()).isEqualTo("a");
        assertThat(words.next()).isEqualTo("b");
        assertThat(words.hasNext()).isTrue();
        assertThat(words.next()).isEqualTo("c");
        assertThat(words.hasNext()).isFalse();
    }

    @Test
    void countsUpToTheEndOfTheKernelsNumbers() {
        assertThat(new Words("0").count()).isZero();
        assertThat(new Words("999999999999999999").count()).isEqualTo(1e18);
        assertThat(new Words("18446744073709551615").count()).isEqualTo(0x1p64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", "1.5", "1e3", "0x10", "NaN", "١", "18446744073709551616", "184467440737095516150"
            })
    void refusesWhatIsNoCount(String text) {
        assertThatExceptionOfType(GarbledException.class).isThrownBy(() -> new Words(text).count());
    }

    @Test
    void showsOnlyTheStartOfALongLine() {
        assertThatExceptionOfType(GarbledException.class)
                .isThrownBy(() -> new Words("x".repeat(5_000)).count())
                .withMessage("'" + "x".repeat(40) + "…' isn't a count");
    }

    @Test
    void takesTheRestAsItStands() {
        Words words = new Words("9:name=systemd:/a b:c");

        assertThat(words.nextUpTo(':')).isEqualTo("9");
        assertThat(words.rest()).isEqualTo("name=systemd:/a b:c");
        assertThat(words.hasNext()).isFalse();
    }
}
