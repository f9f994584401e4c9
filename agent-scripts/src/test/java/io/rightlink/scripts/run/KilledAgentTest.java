package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.AssembledAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs when the agent is killed at any moment, again and again. */
class KilledAgentTest {

    private static final int ROUNDS = Boolean.getBoolean("torture") ? 100 : 5;

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    @Test
    void startsNoRunTwiceAndLosesNoneAndTellsTheTruthOfEach() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path marks = Files.createFile(elsewhere.resolve("marks"));
        Path answers = elsewhere.resolve("confirmed");
        for (int round = 0; round < ROUNDS; round++) {
            KilledAgent.runAndKill(state, marks, answers, round, random);
        }
        List<String> confirmed = Files.readAllLines(answers);

        AssembledAgent.in(state)
                .withPropertyValues("rightlink.scripts.kept=100000")
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    Awaitility.await("seed " + seed)
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> hasSettled(runs));
                    List<String> marked = Files.readAllLines(marks);

                    assertThat(marked).as("marks, seed %d", seed).doesNotHaveDuplicates();
                    assertThat(confirmed)
                            .as("confirmed, seed %d", seed)
                            .isNotEmpty()
                            .allSatisfy(id -> {
                                Run run = runs.get(new RunId(id));
                                assertThat(run.state()).isIn(RunState.SUCCEEDED, RunState.INTERRUPTED);
                                assertThat(run.state() == RunState.INTERRUPTED || marked.contains(id))
                                        .isTrue();
                                assertThat(run.exitCode() != null).isEqualTo(run.state() == RunState.SUCCEEDED);
                                assertThat(filesOf(id)).isSubsetOf("output");
                            });
                    resend(runs, confirmed, marks);
                    assertThat(Files.readAllLines(marks)).hasSameSizeAs(marked);
                });
    }

    private static boolean hasSettled(Runs runs) {
        return runs.list(Optional.of(RunState.QUEUED)).items().isEmpty()
                && runs.list(Optional.of(RunState.RUNNING)).items().isEmpty();
    }

    /** As a caller does that never got the answer. */
    private static void resend(Runs runs, List<String> ids, Path marks) {
        for (String id : ids) {
            int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
            RunRequest request = KilledAgent.marking(id, marks, "thread_" + number % 3);
            assertThat(runs.submit(new RunId(id), request).created()).isFalse();
        }
    }

    private List<String> filesOf(String id) {
        try {
            Path home = state.resolve("runs").resolve(id);
            return Files.exists(home) ? new AssembledRuns(state).filesOf(id) : Collections.emptyList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
