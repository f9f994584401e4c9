package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Inputs that are as large as may be, and larger. */
@Timeout(120)
class LargeInputTest {

    /** With {@code A=} and a NUL, the 128 KiB that Linux has for one variable. */
    private static final int LARGEST_BYTES = 131_069;

    private static final RunId ONE = new RunId("one");

    @TempDir
    Path state;

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void areGivenToTheScriptWhereAVariableHoldsThem() {
        agent.play(runs -> {
            runs.submit(ONE, counting(LARGEST_BYTES));

            assertThat(ended(runs, "one").problem()).isNull();
            assertThat(output(runs, "one")).isEqualTo("131069\n");
        });
    }

    @Test
    void areRefusedWhereNoneDoesBeforeAnythingIsRecorded() {
        agent.play(runs -> {
            for (int bytes : new int[] {LARGEST_BYTES + 1, 3_000_000}) {
                assertThatThrownBy(() -> runs.submit(ONE, counting(bytes)))
                        .isInstanceOf(InvalidException.class)
                        .hasMessage("Cannot run the script: the input 'A' has " + bytes
                                + " bytes, and a variable of the environment holds 131069: put it in an attachment of the"
                                + " script, or in a file that the input names");
            }
            assertThatThrownBy(() -> runs.check(counting(LARGEST_BYTES + 1))).isInstanceOf(InvalidException.class);
            assertThat(runs.list(Optional.empty()).items()).isEmpty();
        });
    }

    /** An agent of before took them. */
    @Test
    void areShownWhereTheyAreOnRecordAndAnsweredWhenSentAgain() {
        RunRequest large = counting(3_000_000);
        agent.play(runs -> {
            runs.submit(ONE, counting(1));
            ended(runs, "one");
        });
        agent.context().run(context -> record(large, context.getBean(Store.class), context.getBean(JsonMapper.class)));

        agent.play(runs -> {
            assertThat(runs.list(Optional.empty()).items()).singleElement().satisfies(run -> assertThat(run.inputs())
                    .isEqualTo(large.inputs()));
            assertThat(runs.submit(ONE, large).created()).isFalse();
        });
    }

    private static void record(RunRequest request, Store store, JsonMapper json) {
        int _ = store.write(db -> db.sql("UPDATE run SET request = ?, plan = ?")
                .params(json.writeValueAsString(request), json.writeValueAsString(RunPlan.of(request)))
                .update());
    }

    private static RunRequest counting(int bytes) {
        return script("printf %s \"$A\" | wc -c", Map.of("A", "text:" + "x".repeat(bytes)), "default");
    }
}
