package io.rightlink.scripts.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.testing.AssembledAgent;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StoredGlobalsTest {

    private static final GlobalName HOST = new GlobalName("DB_HOST");

    @TempDir
    Path state;

    @Test
    void areThereAfterARestart() {
        play(globals -> {
            globals.set(HOST, "first");
            globals.set(HOST, " l\u00f6cal\n'host' ");
            globals.set(new GlobalName("A"), "");
        });

        play(globals -> {
            assertThat(globals.list())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("A", "", "DB_HOST", " l\u00f6cal\n'host' "));
            assertThat(globals.find(HOST)).contains(" l\u00f6cal\n'host' ");
            assertThat(globals.find(new GlobalName("A"))).contains("");
        });
    }

    @Test
    void areGoneOnceTheyAreRemoved() {
        play(globals -> {
            globals.set(HOST, "db1");
            globals.remove(HOST);

            assertThat(globals.find(HOST)).isEmpty();
            assertThat(globals.list()).isEmpty();
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> globals.remove(HOST))
                    .withMessageContaining("'DB_HOST'");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A-B", "1A", "A B", "\u00c4", "A=B", "RS_SELF_HREF", "RS_"})
    void haveNamesThatAShellKnowsAndNoneOfTheAgents(String name) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new GlobalName(name))
                .withMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"se\0cret", "secret\ud83d"})
    void haveTextForValuesAndDoNotTellThem(String value) {
        play(globals -> {
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> globals.set(HOST, value))
                    .withMessageContaining("'DB_HOST'")
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("cret");
            assertThat(globals.list()).isEmpty();
        });
    }

    @Test
    void areBoundedInSize() {
        play(globals -> {
            globals.set(HOST, "\u00e4".repeat(16 * 1024));
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> globals.set(HOST, "\u00e4".repeat(16 * 1024) + "a"))
                    .withMessageContaining("32768 bytes");
            assertThat(globals.find(HOST)).contains("\u00e4".repeat(16 * 1024));
        });
    }

    @Test
    void areBoundedTogetherAndStayAsTheyAreWhereThereIsNoRoom() {
        play(globals -> {
            String large = "\u00e4".repeat(16 * 1024 - 10);
            for (int i = 0; i < 4; i++) {
                globals.set(new GlobalName("LARGE_" + i), large);
            }
            globals.set(HOST, "db1");

            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> globals.set(HOST, "d".repeat(100)))
                    .withMessageContaining("131072 bytes");
            assertThat(globals.find(HOST)).contains("db1");
        });
    }

    @Test
    void areAThousandAtMost() {
        play(globals -> {
            for (int i = 0; i < 1_000; i++) {
                globals.set(new GlobalName("A" + i), "");
            }

            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> globals.set(HOST, ""))
                    .withMessageContaining("1000");
            assertThat(globals.list()).hasSize(1_000).doesNotContainKey("DB_HOST");
            globals.set(new GlobalName("A7"), "changed");
        });
    }

    private void play(Consumer<Globals> scenario) {
        AssembledAgent.in(state).run(context -> scenario.accept(context.getBean(Globals.class)));
    }
}
