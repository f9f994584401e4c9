package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static io.rightlink.scripts.run.AssembledRuns.run;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.Runs.Submission;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JournalledRunsTest {

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void runsAScriptAndKeepsWhatCameOfIt() {
        agent.play(runs -> {
            Submission submission = runs.submit(
                    new RunId("one"), script("echo \"hello $WHO\"; exit 7", Map.of("WHO", "text:you"), "default"));
            assertThat(submission.created()).isTrue();

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.signal()).isNull();
            assertThat(run.problem()).isNull();
            assertThat(output(runs, "one")).isEqualTo("hello you\n");
            assertThat(run.outputBytes()).isEqualTo(10);
            assertThat(run.outputSha256()).isEqualTo(sha256("hello you\n"));
            assertThat(run.queuedAt()).isBeforeOrEqualTo(Objects.requireNonNull(run.startedAt()));
            assertThat(run.startedAt()).isBeforeOrEqualTo(Objects.requireNonNull(run.endedAt()));
        });
    }

    @Test
    void givesAScriptNothingOfTheAgents() {
        agent.play(runs -> {
            run(runs, "one", "env -0; pwd; ls -A; tty");

            String output = output(runs, "one");

            assertThat(output).contains("HOME=/root\0", "PATH=/usr/local/sbin:").doesNotContain("JAVA_HOME");
            assertThat(output).endsWith(state + "/runs/one/work\nnot a tty\n");
        });
    }

    @Test
    void startsARunThatIsSentTwiceOnce() {
        agent.play(runs -> {
            Path marks = elsewhere.resolve("marks");
            RunRequest request = script("echo mark >> " + marks);
            List<CompletableFuture<Submission>> sent = IntStream.range(0, 20)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> runs.submit(new RunId("one"), request)))
                    .toList();

            assertThat(sent).filteredOn(call -> call.join().created()).hasSize(1);
            ended(runs, "one");
            assertThat(runs.submit(new RunId("one"), request).created()).isFalse();
            assertThat(Files.readAllLines(marks)).hasSize(1);
        });
    }

    @Test
    void refusesOtherContentUnderTheSameId() {
        agent.play(runs -> {
            run(runs, "one", "true");

            assertThatThrownBy(() -> runs.submit(new RunId("one"), script("false")))
                    .isInstanceOf(ConflictException.class);
        });
    }

    @Test
    void refusesAPlacementThatThereIsNot() {
        agent.play(runs -> {
            RunRequest request = new RunRequest(RunRequest.Script.of("#!/bin/sh"), null, "moon", null, null);

            assertThatThrownBy(() -> runs.submit(new RunId("one"), request))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("moon");
            assertThatThrownBy(() -> runs.get(new RunId("one"))).isInstanceOf(NotFoundException.class);
        });
    }

    @Test
    void runsThoseOfOneThreadInOrder() {
        agent.play(runs -> {
            Path marks = elsewhere.resolve("marks");
            IntStream.range(0, 20)
                    .forEach(i -> runs.submit(new RunId("run-" + i), script("echo " + i + " >> " + marks)));
            ended(runs, "run-19");

            assertThat(Files.readAllLines(marks))
                    .isEqualTo(IntStream.range(0, 20).mapToObj(String::valueOf).toList());
        });
    }

    @Test
    void runsThoseOfSeveralThreadsAtTheSameTime() {
        agent.play(runs -> {
            String meet = "touch " + elsewhere + "/$ME; while [ ! -e " + elsewhere + "/$OTHER ]; do sleep 0.02; done";
            runs.submit(new RunId("a"), script(meet, Map.of("ME", "text:a", "OTHER", "text:b"), "one"));
            runs.submit(new RunId("b"), script(meet, Map.of("ME", "text:b", "OTHER", "text:a"), "two"));

            assertThat(ended(runs, "a").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(ended(runs, "b").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void startsManyAtTheSameTimeWithoutAnyFindingItsScriptBusy() {
        int rounds = Boolean.getBoolean("torture") ? 25 : 1;
        for (int round = 0; round < rounds; round++) {
            String prefix = "round" + round + "_";
            agent.play(runs -> {
                List<String> ids =
                        IntStream.range(0, 200).mapToObj(i -> prefix + i).toList();
                ids.forEach(id -> runs.submit(new RunId(id), script("true", Map.of(), id)));

                assertThat(ids).allSatisfy(id -> {
                    Run run = ended(runs, id);
                    assertThat(run.state()).as(output(runs, id)).isEqualTo(RunState.SUCCEEDED);
                });
            });
        }
    }

    @Test
    void showsOutputWhileItRuns() {
        agent.play(runs -> {
            Path go = elsewhere.resolve("go");
            runs.submit(
                    new RunId("one"), script("echo begun; while [ ! -e " + go + " ]; do sleep 0.02; done; echo done"));
            RunOutput output = runs.output(new RunId("one"));

            assertThat(output.awaitBeyond(0)).isEqualTo(6);
            assertThat(output(runs, "one")).isEqualTo("begun\n");
            assertThat(runs.get(new RunId("one")).state()).isEqualTo(RunState.RUNNING);
            assertThat(runs.get(new RunId("one")).outputBytes()).isEqualTo(6);
            Files.createFile(go);
            assertThat(output.awaitBeyond(6)).isEqualTo(11);
            assertThat(output.awaitBeyond(11)).isEqualTo(11);
            assertThat(ended(runs, "one").outputBytes()).isEqualTo(11);
        });
    }

    @Test
    void boundsTheOutputOfARunThatPrintsFiftyMegabytes() {
        agent.play(runs -> {
            runs.submit(new RunId("one"), script("echo first; head -c 52428800 /dev/zero; echo last"));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.outputBytes()).isBetween(1_310_720L, 1_311_000L);
            assertThat(Files.size(state.resolve("runs/one/output"))).isEqualTo(run.outputBytes());
            assertThat(output(runs, "one"))
                    .startsWith("first\n")
                    .contains("bytes left out]")
                    .endsWith("last\n");
        });
    }

    @Test
    void listsTheNewestFirst() {
        agent.play(runs -> {
            run(runs, "one", "true");
            run(runs, "two", "false");
            run(runs, "three", "true");

            assertThat(runs.list(Optional.empty()).items()).extracting(Run::id).containsExactly("three", "two", "one");
            assertThat(runs.list(Optional.of(RunState.FAILED)).items())
                    .extracting(Run::id)
                    .containsExactly("two");
            assertThat(runs.list(Optional.of(RunState.QUEUED)).items()).isEmpty();
        });
    }

    /** As many as an answer has room for, which says so. */
    @Test
    void listsNoMoreThanAnAnswerHasRoomFor() {
        String large = "text:" + "x".repeat(120_000);
        agent.play(runs -> {
            for (int i = 0; i < 50; i++) {
                runs.submit(new RunId("run-" + i), script("true", Map.of("A", large, "B", large), "thread" + i));
            }

            Listing<Run> some = runs.list(Optional.empty());
            assertThat(some.complete()).isFalse();
            assertThat(some.reason()).contains("newest 17");
            assertThat(some.items()).hasSize(17).first().extracting(Run::id).isEqualTo("run-49");
        });
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
