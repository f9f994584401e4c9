package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.run;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.Store;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

@Timeout(120)
class RunBoundsTest {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void letsRunsBeyondTheBoundWaitAndAllComeToTheirTurn() {
        play(List.of("rightlink.scripts.parallel=2"), runs -> {
            for (int i = 0; i < 5; i++) {
                runs.submit(new RunId("run-" + i), waiting("thread" + i));
            }
            await().until(() -> ids(runs, RunState.RUNNING).size() == 2);
            assertThat(ids(runs, RunState.QUEUED)).containsExactly("run-4", "run-3", "run-2");

            Files.createFile(go());

            for (int i = 0; i < 5; i++) {
                assertThat(ended(runs, "run-" + i).state()).isEqualTo(RunState.SUCCEEDED);
            }
        });
    }

    @Test
    void cancelsARunThatWaitsForItsTurnAtOnce() {
        play(List.of("rightlink.scripts.parallel=1"), runs -> {
            runs.submit(new RunId("stuck"), waiting("one"));
            runs.submit(new RunId("waiting"), waiting("two"));
            runs.submit(new RunId("behind"), waiting("two"));

            assertThat(runs.cancel(new RunId("waiting")).state()).isEqualTo(RunState.CANCELLED);
            assertThat(runs.output(new RunId("waiting"))).isInstanceOf(StoredOutput.class);

            Files.createFile(go());
            assertThat(ended(runs, "behind").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(runs.get(new RunId("waiting")).startedAt()).isNull();
        });
    }

    @Test
    void runsTheAgentsOwnThreadsBesideWhateverIsStuck() {
        play(List.of("rightlink.scripts.parallel=1", "rightlink.scripts.queued=1"), runs -> {
            runs.submit(new RunId("stuck"), waiting("one"));
            await().until(() -> ids(runs, RunState.RUNNING).size() == 1);
            runs.submit(new RunId("waiting"), waiting("two"));

            runs.submit(new RunId("boot"), script("true", Map.of(), "boot"));
            runs.submit(new RunId("decommission"), script("true", Map.of(), "decommission"));

            assertThat(ended(runs, "boot").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(ended(runs, "decommission").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(ids(runs, RunState.QUEUED)).containsExactly("waiting");
        });
    }

    @Test
    void keepsWhatWaitsForATurnForTheNextLife() {
        play(List.of("rightlink.scripts.parallel=1"), runs -> {
            runs.submit(new RunId("stuck"), script("sleep 1000", Map.of(), "stuck"));
            await().until(() -> ids(runs, RunState.RUNNING).size() == 1);
            for (int i = 0; i < 6; i++) {
                runs.submit(new RunId("run-" + i), marking(i, "thread" + i % 2));
            }
        });

        play(List.of("rightlink.scripts.parallel=1"), runs -> {
            for (int i = 0; i < 6; i++) {
                assertThat(ended(runs, "run-" + i).state()).isEqualTo(RunState.SUCCEEDED);
            }
            assertThat(runs.get(new RunId("stuck")).state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(Files.readAllLines(elsewhere.resolve("marks"))).containsExactly("0", "1", "2", "3", "4", "5");
        });
    }

    @Test
    void keepsNothingInMemoryOfWhatOneThatWaitsBrings() {
        play(List.of("rightlink.scripts.parallel=1"), runs -> {
            runs.submit(new RunId("stuck"), waiting("one"));
            WeakReference<RunRequest> brought = submit(runs, "waiting");

            await().until(() -> {
                System.gc();
                return brought.refersTo(null);
            });
            Files.createFile(go());
            assertThat(ended(runs, "waiting").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    private WeakReference<RunRequest> submit(Runs runs, String id) {
        RunRequest request = waiting("two");
        runs.submit(new RunId(id), request);
        return new WeakReference<>(request);
    }

    @Test
    void refusesMoreThanMayWaitAndAnswersWhatIsSentAgain() {
        play(List.of("rightlink.scripts.queued=2"), runs -> {
            RunRequest request = waiting("default");
            runs.submit(new RunId("stuck"), request);
            await().until(() -> ids(runs, RunState.RUNNING).size() == 1);
            runs.submit(new RunId("one"), request);
            runs.submit(new RunId("two"), request);

            assertThatThrownBy(() -> runs.submit(new RunId("three"), request))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("'three': 2 wait already");
            assertThat(runs.submit(new RunId("two"), request).created()).isFalse();
            assertThat(ids(runs, RunState.QUEUED)).containsExactly("two", "one");
            runs.cancel(new RunId("one"));
            assertThat(runs.submit(new RunId("three"), request).created()).isTrue();
            Files.createFile(go());
            assertThat(ended(runs, "three").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void forgetsTheOldestWithTheirFilesWhenTheyAreTooMany() {
        play(List.of("rightlink.scripts.kept=3"), runs -> {
            IntStream.range(0, 5).forEach(i -> runOneSecondLater(runs, "run-" + i, "echo output"));
            assertThat(ids(runs)).as("all of them fresh").hasSize(5);
            pass(A_WHILE);
            runOneSecondLater(runs, "new", "true");

            assertThat(ids(runs)).as("and what came since").containsExactly("new", "run-4", "run-3", "run-2");
            assertThat(agent.runDirectories()).containsExactlyInAnyOrder("new", "run-4", "run-3", "run-2");
        });
    }

    @Test
    void forgetsWhatHasBeenOverForTooLong() {
        play(List.of("rightlink.scripts.kept-for=1h"), runs -> {
            runOneSecondLater(runs, "old", "true");
            pass(Duration.ofMinutes(30));
            runOneSecondLater(runs, "young", "true");
            pass(Duration.ofMinutes(31));

            ((JournalledRuns) runs).forgetOld();

            assertThat(ids(runs)).containsExactly("young");
            assertThat(agent.runDirectories()).containsExactly("young");
        });
    }

    @Test
    void forgetsTheOldestWhenTheirOutputIsTooMuch() {
        List<String> settings = List.of(
                "rightlink.scripts.output-head=1000B",
                "rightlink.scripts.output-tail=0B",
                "rightlink.scripts.kept-output=2500B");
        play(settings, runs -> {
            IntStream.range(0, 4).forEach(i -> runOneSecondLater(runs, "large-" + i, "head -c 1000 /dev/zero"));
            runOneSecondLater(runs, "small", "head -c 100 /dev/zero");
            pass(A_WHILE);

            ((JournalledRuns) runs).forgetOld();

            assertThat(ids(runs)).containsExactly("small", "large-3", "large-2");
        });
    }

    @Test
    void forgetsNothingThatIsUnderWayHoweverOld() {
        play(List.of("rightlink.scripts.kept=1", "rightlink.scripts.kept-for=1s"), runs -> {
            runs.submit(new RunId("running"), waiting("one"));
            runs.submit(new RunId("queued"), waiting("one"));
            runOneSecondLater(runs, "ended", "true", "two");
            pass(Duration.ofDays(100));

            ((JournalledRuns) runs).forgetOld();

            assertThat(ids(runs)).containsExactly("queued", "running");
            Files.createFile(go());
            assertThat(ended(runs, "queued").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void forgetsAllThatItHasToHoweverMany() {
        play(List.of("rightlink.scripts.kept=10"), runs -> {
            IntStream.range(0, 250).forEach(i -> runs.submit(new RunId("run-" + i), script("true", Map.of(), "t" + i)));
            IntStream.range(0, 250).forEach(i -> ended(runs, "run-" + i));
            pass(A_WHILE);

            ((JournalledRuns) runs).forgetOld();

            assertThat(ids(runs)).hasSize(10);
            assertThat(agent.runDirectories()).hasSize(10);
        });
    }

    @Test
    void isNotHeldUpByRunsOfATimeThatNeverWas() {
        play(List.of("rightlink.scripts.kept=2"), runs -> {
            pass(Duration.ofDays(1_000));
            IntStream.range(0, 4).forEach(i -> runOneSecondLater(runs, "run-" + i, "true"));
            pass(Duration.ofDays(-1_000));

            ((JournalledRuns) runs).forgetOld();

            assertThat(ids(runs)).containsExactly("run-3", "run-2");
        });
    }

    @Test
    void removesTheFilesOfWhatWasForgottenRightBeforeACrash() {
        play(List.of(), runs -> {
            run(runs, "forgotten", "echo output");
            run(runs, "kept", "echo output");
        });
        agent.context().withBean(Clock.class, this::clock).run(context -> {
            int _ = context.getBean(Store.class).write(db -> db.sql("DELETE FROM run WHERE id = 'forgotten'")
                    .update());
            assertThat(agent.runDirectories()).contains("forgotten");
        });

        play(List.of(), runs -> assertThat(agent.runDirectories()).containsExactly("kept"));
    }

    private void play(List<String> settings, AssembledRuns.Scenario scenario) {
        WebApplicationContextRunner context = agent.context().withBean(Clock.class, this::clock);
        context.withPropertyValues(settings.toArray(String[]::new))
                .run(started -> scenario.play(started.getBean(Runs.class)));
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private void runOneSecondLater(Runs runs, String id, String script) {
        runOneSecondLater(runs, id, script, "default");
    }

    private void runOneSecondLater(Runs runs, String id, String script, String thread) {
        pass(Duration.ofSeconds(1));
        runs.submit(new RunId(id), script(script, Map.of(), thread));
        ended(runs, id);
    }

    private Path go() {
        return elsewhere.resolve("go");
    }

    private RunRequest waiting(String thread) {
        return script("while [ ! -e " + go() + " ]; do sleep 0.02; done", Map.of(), thread);
    }

    private RunRequest marking(int number, String thread) {
        return script("echo " + number + " >> " + elsewhere.resolve("marks"), Map.of(), thread);
    }

    private static List<String> ids(Runs runs) {
        return runs.list(Optional.empty()).items().stream().map(Run::id).toList();
    }

    private static List<String> ids(Runs runs, RunState state) {
        return runs.list(Optional.of(state)).items().stream().map(Run::id).toList();
    }
}
