package io.rightlink.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseTest {

    @Test
    void readsEachWord() {
        assertThat(Clause.parse("If cpu-0/cpu-idle.value < 1 for 10 minutes Then escalate critical"))
                .isEqualTo(new Clause(
                        "If cpu-0/cpu-idle.value < 1 for 10 minutes Then escalate critical",
                        "cpu-0/cpu-idle",
                        "value",
                        Comparison.LESS,
                        new Threshold("1", 1),
                        Duration.ofMinutes(10),
                        AlertAction.ESCALATE,
                        "critical"));
    }

    /** Those of RightLink 10's documentation, and what its tool allowed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "If RS/server.state == terminated for 1 minutes Then escalate critical",
                "If RS/server-failure.state == stranded for 1 minutes Then escalate warning",
                "If cpu-0/cpu-idle.value == NaN for 5 minutes Then escalate critical",
                "If cpu-0/cpu-idle.value > '50' for 3 minutes Then shrink my_app_name",
                "If cpu-0/cpu-idle.value > \"50\" for 3 minutes Then grow my_app_name",
                "If memory/memory-free.value < 100000000 for 5 minutes Then escalate warning",
                "if load/load.shortterm >= 1.5e1 FOR 1 minute, THEN Escalate the big one",
                "If df-var-lib/df_complex-free.value <= 0 for 1 min Then escalate warning",
                "If interface-eth0.100/if_octets.rx != -.5 for 525600 minutes Then escalate warning",
                "If my.web-cpu/cpu-total.value != nan for 1 minutes Then escalate warning",
            })
    void readsWhatServerTemplatesSay(String text) {
        assertThat(Clause.parse(text).text()).isEqualTo(text);
    }

    @Test
    void takesAllThatIsLeftAsTheName() {
        Clause clause = Clause.parse("  IF a/b.c >\t1 for 2  MINUTES then ESCALATE the  big one ");

        assertThat(clause.target()).isEqualTo("the big one");
        assertThat(clause.text()).isEqualTo("IF a/b.c > 1 for 2 MINUTES then ESCALATE the big one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | at word 1 '': expected is 'If'",
                "When a/b.c > 1 for 1 minutes Then escalate x | at word 1 'When': expected is 'If'",
                "If a.c > 1 for 1 minutes Then escalate x | at word 2 'a.c': expected is what is compared, such as cpu-0/cpu-idle.value",
                "If h/a/b.c > 1 for 1 minutes Then escalate x | at word 2 'h/a/b.c': expected is what is compared",
                "If a/b > 1 for 1 minutes Then escalate x | at word 2 'a/b': expected is what is compared",
                "If a/b. > 1 for 1 minutes Then escalate x | at word 2 'a/b.': expected is what is compared",
                "If a.b/c > 1 for 1 minutes Then escalate x | at word 2 'a.b/c': expected is what is compared",
                "If a/b.c is 1 for 1 minutes Then escalate x | at word 3 'is': expected is one of > >= < <= == !=",
                "If a/b.c > many for 1 minutes Then escalate x | at word 4 'many': expected is a number",
                "If a/b.c > NaN for 1 minutes Then escalate x | at word 4 'NaN': expected is a number",
                "If a/b.c < stranded for 1 minutes Then escalate x | at word 4 'stranded': expected is a number",
                "If a/b.c == away for 1 minutes Then escalate x | at word 4 'away': expected is a number, NaN, or the state of a server",
                "If a/b.c > 1e999 for 1 minutes Then escalate x | at word 4 '1e999': expected is a number",
                "If a/b.c > 0x10 for 1 minutes Then escalate x | at word 4 '0x10': expected is a number",
                "If a/b.c > '1 for 1 minutes Then escalate x | at word 4 ''1': expected is a number",
                "If a/b.c > 1 during 1 minutes Then escalate x | at word 5 'during': expected is 'for'",
                "If a/b.c > 1 for 0 minutes Then escalate x | at word 6 '0': expected is how many minutes, from 1 to 525600",
                "If a/b.c > 1 for 525601 minutes Then escalate x | at word 6 '525601': expected is how many minutes",
                "If a/b.c > 1 for 1.5 minutes Then escalate x | at word 6 '1.5': expected is how many minutes",
                "If a/b.c > 1 for 1 hours Then escalate x | at word 7 'hours': expected is minutes",
                "If a/b.c > 1 for 1 minutes escalate x | at word 8 'escalate': expected is 'Then'",
                "If a/b.c > 1 for 1 minutes Then call x | at word 9 'call': expected is escalate, grow or shrink",
                "If a/b.c > 1 for 1 minutes Then escalate | it ends after word 9, and expected is the name of an escalation",
                "If a/b.c > 1 for 1 minutes Then grow | it ends after word 9, and expected is the tag to vote for",
                "If a/b.c | it ends after word 2, and expected is one of > >= < <= == !=",
            })
    void saysAtWhichWordItCannotBeRead(String text, String message) {
        assertThatThrownBy(() -> Clause.parse(text))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("Cannot read the clause")
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatWouldSpoilALog() {
        assertThatThrownBy(() -> Clause.parse("If a/b.c > 1 for 1 minutes Then escalate \u001b[31mred"))
                .hasMessage("Cannot read the clause at word 10: it has a control character");
        assertThatThrownBy(() -> Clause.parse("\u001bIf")).hasMessageContaining("'?If'");
        assertThatThrownBy(() -> Clause.parse("If ".repeat(200))).hasMessageContaining("more than 500 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "<, 1, true, false, false", "<=, 1, true, true, false", ">, 1, false, false, true",
        ">=, 1, false, true, true", "==, 1, false, true, false", "!=, 1, true, false, true",
        "==, NaN, false, false, false", "!=, NaN, true, true, true"
    })
    void comparesAValue(String sign, String threshold, boolean less, boolean equal, boolean more) {
        Clause clause = Clause.parse("If a/b.c " + sign + " " + threshold + " for 1 minutes Then escalate x");

        assertThat(clause.holds(0)).isEqualTo(less);
        assertThat(clause.holds(1)).isEqualTo(equal);
        assertThat(clause.holds(2)).isEqualTo(more);
    }
}
