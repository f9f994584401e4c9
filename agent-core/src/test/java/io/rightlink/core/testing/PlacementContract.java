package io.rightlink.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What holds for every place where a program can be run. */
public abstract class PlacementContract {

    /** What a shell needs. */
    protected static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<Running> started = new ArrayList<>();
    private String id = "";
    private Path home = Path.of("");

    /** Returns the placement, with a short grace, as an agent has it that has just begun. */
    protected abstract Placement placement();

    /** Returns the agent's state directory. */
    protected abstract Path state();

    /** Returns what a program calls a file of the state directory. */
    protected Path seen(Path file) throws IOException {
        return file.toRealPath();
    }

    /** Returns which of the placement's places is tested. */
    protected Optional<String> detail() {
        return Optional.empty();
    }

    /** Checks that nothing of a test is left once all that it started was released. */
    protected void leaveNothing() throws Exception {}

    @BeforeEach
    final void makeDirectory(TestInfo test) throws IOException {
        id = test.getTestMethod().orElseThrow().getName();
        home = state().resolve("runs").resolve(id);
        Files.createDirectories(work());
    }

    @AfterEach
    final void letGo() throws Exception {
        started.forEach(Running::release);
        leaveNothing();
    }

    @Test
    void tellsTheExitCode() throws Exception {
        assertThat(exit(sh("a", "exit 3"))).isEqualTo(new Exit(OptionalInt.of(3), OptionalInt.empty()));
        assertThat(exit(sh("b", "exit 0")).succeeded()).isTrue();
        assertThat(exit(sh("c", "sleep 0.2; exit 203")).code()).hasValue(203);
    }

    @Test
    void givesTheProgramExactlyItsEnvironment() throws Exception {
        Map<String, String> environment =
                Map.of("HOME", "/", "A", "b=c\nd\r\te", "EMPTY", "", "U", "'ü\" $A ${A} %n \\ \u001b[0m");

        String output = outputOf(start(launch("", List.of("/usr/bin/env", "-0"), environment)));

        assertThat(List.of(output.split("\0", -1)))
                .containsExactlyInAnyOrder("HOME=/", "A=b=c\nd\r\te", "EMPTY=", "U='ü\" $A ${A} %n \\ \u001b[0m", "");
    }

    @Test
    void runsAScriptInItsDirectoryWithNothingToRead() throws Exception {
        Launch launch = launch("", List.of(script("#!/bin/sh -e\npwd -P; echo $0; cat; false; echo never\n")), PATH);

        String output = outputOf(start(launch));

        assertThat(output).isEqualTo(seen(work()) + "\n" + seen(home.resolve("script")) + "\n");
    }

    @Test
    void keepsTheOutputInTheOrderWrittenToItsLastByte() throws Exception {
        String output = outputOf(sh("", "for i in $(seq 2000); do echo line $i; done; exec >&2; printf end"));

        assertThat(output.replace("end", ""))
                .isEqualTo(IntStream.rangeClosed(1, 2000)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining()));
        assertThat(output).contains("end");
    }

    @Test
    void keepsBigOutputWhateverItsBytesAre() throws Exception {
        Running running =
                sh("", "line=$(head -c 999 /dev/zero | tr '\\0' '\\377'); yes \"$line\" | head -n 20000; echo end");
        long size = 0;
        byte[] chunk = new byte[65_536];
        String last = "";
        try (InputStream output = running.output()) {
            for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                size += read;
                last += new String(chunk, 0, read, StandardCharsets.ISO_8859_1);
                last = last.substring(Math.max(0, last.length() - 5));
            }
        }

        assertThat(size).isEqualTo(20_000_004);
        assertThat(last).isEqualTo("\nend\n");
    }

    @Test
    void followsOutputAsItComes() throws Exception {
        Running running = sh("", "echo one; while [ ! -e go ]; do sleep 0.02; done; echo two; sleep 1000");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("one");

        Files.createFile(work().resolve("go"));

        assertThat(output.readLine()).isEqualTo("two");
        assertThat(running.terminate()).isTrue();
        assertThat(exit(running).isKnown()).isTrue();
    }

    @Test
    void isEndedByNobodyOnceItHasEndedByItself() throws Exception {
        Running running = sh("", "exit 3");
        exit(running);

        assertThat(running.terminate()).isFalse();
        assertThat(exit(running).code()).hasValue(3);
    }

    @Test
    void asksItToEnd() throws Exception {
        Running running = sh("", "trap 'echo asked; sleep 0.3; exit 4' TERM; echo ready; while :; do sleep 0.05; done");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(exit(running).code()).hasValue(4);
        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("asked");
    }

    @Test
    void killsATreeThatDoesNotListen() throws Exception {
        Running running = sh(
                "",
                "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo ready; while :; do date +%N >> alive; sleep 0.05; done' &"
                        + " wait; wait");
        assertThat(reader(running).readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(exit(running).signal()).hasValue(9);
        long written = Files.size(work().resolve("alive"));
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(Files.size(work().resolve("alive"))).isEqualTo(written);
    }

    @Test
    void failsWhereThereIsNoDirectoryAndLeavesNothing() throws Exception {
        Files.delete(work());

        assertThatThrownBy(() -> sh("", "true")).isInstanceOf(IOException.class);

        assertThat(placement().kept()).doesNotContain(id);
        assertThat(placement().find(id, home.resolve("output.raw"))).isEmpty();
    }

    /** Returns the run's id, which is the test's name. */
    protected final String id() {
        return id;
    }

    /** Returns the run's directory. */
    protected final Path home() {
        return home;
    }

    /** Returns the working directory. */
    protected final Path work() {
        return home.resolve("work");
    }

    /** Writes the run's script, and returns where it is. */
    protected final String script(String source) throws IOException {
        Path script = Files.writeString(home.resolve("script"), source);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    /** Returns a program to be launched; several of a test differ by their suffix. */
    protected final Launch launch(String suffix, List<String> command, Map<String, String> environment) {
        return new Launch(
                id + suffix, command, environment, work(), home.resolve("output.raw" + suffix), LONG, detail());
    }

    /** Starts a shell's script. */
    protected final Running sh(String suffix, String script) throws IOException {
        return start(launch(suffix, List.of("/bin/sh", "-c", script), PATH));
    }

    /** Starts a program, to be let go of after the test. */
    protected final Running start(Launch launch) throws IOException {
        Running running = placement().start(launch);
        started.add(running);
        return running;
    }

    /** Waits for an end, within bounds. */
    protected static Exit exit(Running running) throws Exception {
        return inBackground(running).get(60, TimeUnit.SECONDS);
    }

    /** Waits for an end while the test goes on. */
    protected static CompletableFuture<Exit> inBackground(Running running) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return running.await();
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                work -> Thread.ofPlatform().daemon().start(work));
    }

    /** Reads all of an output. */
    protected static String outputOf(Running running) throws IOException {
        try (InputStream output = running.output()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads an output as it comes. */
    protected static BufferedReader reader(Running running) {
        return new BufferedReader(new InputStreamReader(running.output(), StandardCharsets.UTF_8));
    }
}
