package io.rightlink.scripts.run;

import io.rightlink.core.testing.AssembledAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** The runs of an agent that is started for a scenario and stopped after it, again and again on the same state directory. */
record AssembledRuns(Path state) {

    @FunctionalInterface
    interface Scenario {
        void play(Runs runs) throws Exception;
    }

    void play(Scenario scenario) {
        context().run(context -> scenario.play(context.getBean(Runs.class)));
    }

    WebApplicationContextRunner context() {
        return AssembledAgent.in(state);
    }

    List<String> filesOf(String id) throws IOException {
        return names(state.resolve("runs").resolve(id));
    }

    List<String> runDirectories() throws IOException {
        return names(state.resolve("runs"));
    }

    static RunRequest script(String source) {
        return script(source, Map.of(), "default");
    }

    static RunRequest script(String source, Map<String, String> inputs, String thread) {
        return new RunRequest(RunRequest.Script.of("#!/bin/sh\n" + source + "\n"), inputs, null, thread, null);
    }

    static RunRequest timed(String source, Duration timeout) {
        return new RunRequest(RunRequest.Script.of("#!/bin/sh\n" + source + "\n"), null, null, null, timeout);
    }

    static Run run(Runs runs, String id, String script) {
        runs.submit(new RunId(id), script(script));
        return ended(runs, id);
    }

    /** Waits until a run has ended and nothing of it is under way any more, tidying up included. */
    static Run ended(Runs runs, String id) {
        RunId run = new RunId(id);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> runs.get(run), now -> now.state().ended() && runs.output(run) instanceof StoredOutput);
    }

    static String output(Runs runs, String id) throws IOException {
        RunOutput output = runs.output(new RunId(id));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        output.copy(0, output.size(), copy);
        return copy.toString(StandardCharsets.UTF_8);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
