package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.run;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** What becomes of runs when the agent stops, starts again, or cannot write. */
@Timeout(120)
class RunRestartTest {

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
    void runsAfterARestartWhatWasQueuedBeforeIt() {
        Path marks = elsewhere.resolve("marks");
        agent.play(runs -> {
            runs.submit(new RunId("first"), script("sleep 1000"));
            await().until(() -> runs.get(new RunId("first")).state() == RunState.RUNNING);
            IntStream.range(0, 3)
                    .forEach(i -> runs.submit(new RunId("queued-" + i), script("echo " + i + " >> " + marks)));
            assertThat(runs.get(new RunId("queued-0")).state()).isEqualTo(RunState.QUEUED);
        });

        agent.play(runs -> {
            assertThat(ended(runs, "queued-2").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(Files.readAllLines(marks)).containsExactly("0", "1", "2");
            assertThat(runs.get(new RunId("first")).state()).isEqualTo(RunState.INTERRUPTED);
        });
    }

    @Test
    void runsWhatComesWhileTheAgentStartsBehindWhatWasQueuedBefore() {
        Path marks = elsewhere.resolve("marks");
        agent.play(runs -> {
            runs.submit(new RunId("first"), script("sleep 1000"));
            await().until(() -> runs.get(new RunId("first")).state() == RunState.RUNNING);
            IntStream.range(0, 3)
                    .forEach(i -> runs.submit(new RunId("queued-" + i), script("echo " + i + " >> " + marks)));
        });
        Consumer<Runs> caller = runs -> runs.submit(new RunId("late"), script("echo late >> " + marks));

        agent.context()
                .withBean("caller", BeanPostProcessor.class, () -> new CallerAtStart(caller))
                .run(context -> {
                    ended(context.getBean(Runs.class), "late");
                    ended(context.getBean(Runs.class), "queued-2");
                    assertThat(Files.readAllLines(marks)).containsExactly("0", "1", "2", "late");
                });
    }

    @Test
    void keepsARunThatComesWhileTheAgentStopsForItsNextLife() {
        agent.context().run(context -> {
            JournalledRuns runs = context.getBean(JournalledRuns.class);
            runs.stop();

            assertThat(runs.submit(new RunId("late"), script("true")).run().state())
                    .isEqualTo(RunState.QUEUED);

            assertThat(runs.output(new RunId("late")).awaitBeyond(0)).isZero();
        });

        agent.play(runs -> assertThat(ended(runs, "late").state()).isEqualTo(RunState.SUCCEEDED));
    }

    @Test
    void endsWhatRunsWhenTheAgentStops() {
        Path pids = elsewhere.resolve("pids");
        agent.play(runs -> {
            runs.submit(
                    new RunId("one"),
                    script("(trap '' TERM; sleep 1000; sleep 1000) & echo $! $$ > " + pids + "; echo begun; wait"));
            assertThat(runs.output(new RunId("one")).awaitBeyond(0)).isEqualTo(6);
        });

        assertThat(pids).exists();
        agent.play(runs -> {
            Run run = runs.get(new RunId("one"));
            assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(run.signal()).isEqualTo(15);
            assertThat(List.of(Files.readString(pids).trim().split(" ", -1)))
                    .allSatisfy(pid -> assertThat(Path.of("/proc", pid, "exe")).doesNotExist());
        });
    }

    @Test
    void recordsAnEndAsSoonAsTheStoreCan() {
        agent.context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            Store store = context.getBean(Store.class);
            store.write(db -> db.sql("CREATE TRIGGER full BEFORE UPDATE ON run WHEN new.ended_at IS NOT NULL"
                            + " BEGIN SELECT RAISE(ABORT, 'disk full'); END")
                    .update());
            runs.submit(new RunId("one"), script("touch " + elsewhere + "/ran"));
            await().until(() -> Files.exists(elsewhere.resolve("ran"))
                    && agent.filesOf("one").equals(List.of("output")));
            assertThat(runs.get(new RunId("one")).state()).isEqualTo(RunState.RUNNING);

            store.write(db -> db.sql("DROP TRIGGER full").update());

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void startsARunAsSoonAsTheStoreCanRecordThatItStarts() {
        agent.context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            Store store = context.getBean(Store.class);
            store.write(
                    db -> db.sql("CREATE TRIGGER full BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'disk full'); END")
                            .update());
            runs.submit(new RunId("one"), script("true"));
            assertThat(runs.output(new RunId("one")).awaitBeyond(0)).isZero();
            assertThat(runs.get(new RunId("one")).state()).isEqualTo(RunState.QUEUED);

            store.write(db -> db.sql("DROP TRIGGER full").update());

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }
}
