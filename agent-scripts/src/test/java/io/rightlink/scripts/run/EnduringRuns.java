package io.rightlink.scripts.run;

import static org.awaitility.Awaitility.await;

import io.rightlink.core.placement.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** {@link AssembledRuns}, one of which is in a placement that outlives them. */
record EnduringRuns(AssembledRuns agent, EnduringPlacement place) {

    static final RunId ONE = new RunId("one");

    EnduringRuns(Path state) {
        this(new AssembledRuns(state), new EnduringPlacement());
    }

    void play(AssembledRuns.Scenario scenario) {
        context().run(context -> scenario.play(context.getBean(Runs.class)));
    }

    WebApplicationContextRunner context() {
        return agent.context().withBean("enduringPlacement", Placement.class, () -> place);
    }

    /** Submits the one run, and waits until it goes on. */
    void begin(Runs runs, Duration timeout) {
        runs.submit(ONE, new RunRequest(RunRequest.Script.of("#!/bin/sh\n"), null, "enduring", null, timeout));
        await().until(() -> place.programs.containsKey("one") && runs.get(ONE).state() == RunState.RUNNING);
    }

    /** Returns what runs in the placement. */
    EnduringPlacement.Program program() {
        return Objects.requireNonNull(place.programs.get("one"));
    }

    List<String> filesOf(String id) throws IOException {
        return agent.filesOf(id);
    }
}
