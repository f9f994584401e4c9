package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.ConflictException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that wait for another agent, and those that it would end. */
class HeldRunsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void waitsForWhatWouldEndWithTheAgentAndStartsNothingMeanwhile() {
        new AssembledRuns(home.resolve("state")).play(runs -> {
            Path go = home.resolve("go");
            runs.submit(new RunId("under-way"), script("until [ -e " + go + " ]; do sleep 0.05; done"));
            awaitRunning(runs, "under-way");
            Thread letting = Thread.startVirtualThread(() -> {
                Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                create(go);
            });

            try (Runs.Hold _ = runs.hold(LONG)) {
                assertThat(runs.get(new RunId("under-way")).state()).isEqualTo(RunState.SUCCEEDED);
                runs.submit(new RunId("same-thread"), script("true"));
                runs.submit(new RunId("other-thread"), script("true", Map.of(), "other"));
                runs.submit(new RunId("boot-thread"), script("true", Map.of(), "boot"));
                Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                for (String id : new String[] {"same-thread", "other-thread", "boot-thread"}) {
                    assertThat(runs.get(new RunId(id)).state()).isEqualTo(RunState.QUEUED);
                }
            }

            for (String id : new String[] {"same-thread", "other-thread", "boot-thread"}) {
                assertThat(ended(runs, id).state()).isEqualTo(RunState.SUCCEEDED);
            }
            letting.join();
        });
    }

    @Test
    void namesWhatTakesTooLongAndGoesOnAsBefore() {
        new AssembledRuns(home.resolve("state")).play(runs -> {
            runs.submit(new RunId("stuck"), script("sleep 3600"));
            awaitRunning(runs, "stuck");
            runs.submit(new RunId("next"), script("true"));

            assertThatThrownBy(() -> runs.hold(Duration.ofMillis(100)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("[stuck]");
            runs.submit(new RunId("other-thread"), script("true", Map.of(), "other"));
            assertThat(ended(runs, "other-thread").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(runs.get(new RunId("stuck")).state()).isEqualTo(RunState.RUNNING);
            runs.cancel(new RunId("stuck"));
            assertThat(ended(runs, "next").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void doesNotWaitForWhatOutlivesTheAgentAndLeavesTheRestToTheNextOne() {
        EnduringPlacement place = new EnduringPlacement();
        AssembledRuns agent = new AssembledRuns(home.resolve("state"));
        agent.context()
                .withBean("enduring", EnduringPlacement.class, () -> place)
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    RunRequest request =
                            new RunRequest(RunRequest.Script.of("#!/bin/sh\n"), null, "enduring", "default", null);
                    runs.submit(new RunId("enduring"), request);
                    awaitRunning(runs, "enduring");

                    Runs.Hold _ = runs.hold(Duration.ZERO);
                    runs.submit(new RunId("left"), script("true", Map.of(), "other"));
                    assertThat(runs.get(new RunId("left")).state()).isEqualTo(RunState.QUEUED);
                });
        agent.context()
                .withBean("enduring", EnduringPlacement.class, () -> place)
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    assertThat(ended(runs, "left").state()).isEqualTo(RunState.SUCCEEDED);
                    Objects.requireNonNull(place.programs.get("enduring")).exit(0);
                    assertThat(ended(runs, "enduring").state()).isEqualTo(RunState.SUCCEEDED);
                });
        assertThat(place.starts).containsExactly("enduring");
    }

    private static void awaitRunning(Runs runs, String id) {
        Awaitility.await().atMost(LONG).until(() -> runs.get(new RunId(id)).state() == RunState.RUNNING);
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
