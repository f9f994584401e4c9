package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.placement.Placement;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.scripts.kill.DetachedPlacement;
import io.rightlink.scripts.kill.Marks;
import io.rightlink.scripts.kill.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/**
 * Runs that leave marks, half of them beside the agent and half where they outlive it, of an agent that is killed; and what must be true
 * of them afterwards. A run's id, {@code stream-12}, says all of it.
 *
 * @param directory where an agent has its state, its runs their marks, and their caller its notes
 */
record MarkedRuns(Path directory) {

    static final int THREADS = 3;

    private static final int SHORT_MILLIS = 10;
    private static final int LONG_MILLIS = 700;

    WebApplicationContextRunner agent() {
        return AssembledAgent.in(state())
                .withBean("detachedPlacement", Placement.class, this::detached)
                .withPropertyValues("rightlink.scripts.kept=100000");
    }

    DetachedPlacement detached() {
        return new DetachedPlacement(directory.resolve("detached"));
    }

    /** Submits a run, as often as its caller likes, and notes before that it does, and after that it has. */
    void submit(Runs runs, String id) throws IOException {
        note("meant", id);
        runs.submit(new RunId(id), request(id));
        note("confirmed", id);
    }

    /** Some of those in the place that outlives the agent take so long that they do. */
    RunRequest request(String id) throws IOException {
        int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        boolean detached = number % 2 == 1;
        String script = Marks.in(directory).script(number % 10 == 3 ? LONG_MILLIS : SHORT_MILLIS);
        return new RunRequest(
                RunRequest.Script.of("#!/bin/sh\n" + script + "\n"),
                Map.of(),
                detached ? "detached" : "agent",
                "thread_" + number % THREADS,
                null);
    }

    /** Returns what the caller noted. */
    Set<String> noted(String notes) throws IOException {
        try {
            return new TreeSet<>(Files.readAllLines(directory.resolve(notes)));
        } catch (NoSuchFileException e) {
            return Set.of();
        }
    }

    /**
     * Lets an agent settle what the killed ones left, and says what became of each run. The caller sends all of them again, since it knows
     * of no answer: first those of which it never got one.
     *
     * @param when for a failure
     * @return how many runs of each placement ended in each state
     */
    Map<String, Integer> settle(String when) {
        Map<String, Integer> outcomes = new TreeMap<>();
        agent().run(context -> {
            assertThat(context).as(when).hasNotFailed();
            Runs runs = context.getBean(Runs.class);
            for (String id : noted("confirmed")) {
                assertThat(runs.submit(new RunId(id), request(id)).created())
                        .as("%s: %s, which was confirmed, is new", when, id)
                        .isFalse();
            }
            for (String id : noted("meant")) {
                runs.submit(new RunId(id), request(id));
            }
            Awaitility.await(when).atMost(Duration.ofMinutes(2)).until(() -> hasSettled(runs));
            assertTrue(runs, when, outcomes);
        });
        return outcomes;
    }

    private void assertTrue(Runs runs, String when, Map<String, Integer> outcomes) throws IOException {
        Truth truth = Truth.of(Marks.in(directory), when);
        Set<String> meant = noted("meant");
        assertThat(Marks.in(directory).begun())
                .as("%s: runs that have begun", when)
                .isSubsetOf(meant);
        for (String id : meant) {
            Run run = runs.get(new RunId(id));
            truth.assertToldOf(run);
            if (run.state() == RunState.SUCCEEDED) {
                assertThat(AssembledRuns.output(runs, id))
                        .as("%s: %s", when, id)
                        .isEqualTo(Marks.output(id));
            }
            assertThat(filesOf(id)).as("%s: files of %s", when, id).isSubsetOf("output");
            outcomes.merge(run.placement() + " " + run.state().label(), 1, Integer::sum);
        }
    }

    private boolean hasSettled(Runs runs) {
        return runs.list(Optional.of(RunState.QUEUED)).items().isEmpty()
                && runs.list(Optional.of(RunState.RUNNING)).items().isEmpty()
                && detached().kept().isEmpty();
    }

    private List<String> filesOf(String id) throws IOException {
        return Files.exists(state().resolve("runs").resolve(id)) ? new AssembledRuns(state()).filesOf(id) : List.of();
    }

    private Path state() {
        return directory.resolve("state");
    }

    private void note(String notes, String id) throws IOException {
        Files.writeString(directory.resolve(notes), id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
