package io.rightlink.systemd.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitWatch;
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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class HostPlacementIT {

    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String STATE = "/var/lib/rightlink";

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private final List<Running> started = new ArrayList<>();
    private SystemBus bus;
    private Placement placement;
    private String id;
    private Path home;

    @BeforeEach
    void connect(TestInfo test) throws IOException {
        bus = new SystemBus(host.systemBus());
        placement = placement(bus);
        id = test.getTestMethod().orElseThrow().getName();
        home = Files.createDirectories(state().resolve("runs").resolve(id));
        Files.createDirectories(home.resolve("work"));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        started.forEach(Running::release);
        bus.close();

        assertThat(host.run("systemctl", "list-units", "--all", "--plain", "--no-legend", "rightlink-run-*"))
                .isEmpty();
    }

    @Test
    void tellsTheExitCode() throws Exception {
        assertThat(exit(sh("a", "exit 3"))).isEqualTo(new Exit(OptionalInt.of(3), OptionalInt.empty()));
        assertThat(exit(sh("b", "exit 0")).succeeded()).isTrue();
        assertThat(exit(sh("c", "sleep 0.2; exit 203")).code()).hasValue(203);
    }

    @Test
    void tellsTheSignalThatEndedIt() throws Exception {
        assertThat(exit(sh("a", "kill -USR1 $$"))).isEqualTo(new Exit(OptionalInt.empty(), OptionalInt.of(10)));
        assertThat(exit(sh("b", "kill -TERM $$")).signal()).hasValue(15);
    }

    @Test
    void tellsTheCodeOfEachThatEndsBeforeSystemdLooks() throws Exception {
        for (int i = 0; i < 20; i++) {
            Running running = sh("-" + i, "exit " + (i + 1));
            assertThat(exit(running).code()).hasValue(i + 1);
            running.release();
        }
    }

    @Test
    void givesTheProgramExactlyItsEnvironment() throws Exception {
        Map<String, String> environment = Map.of("A", "b=c\nd\r\te", "EMPTY", "", "U", "'ü\" $A ${A} %n \\ \u001b[0m");

        String output = outputOf(start(launch("", List.of("/usr/bin/env", "-0"), environment)));

        assertThat(List.of(output.split("\0", -1)))
                .containsExactlyInAnyOrder("A=b=c\nd\r\te", "EMPTY=", "U='ü\" $A ${A} %n \\ \u001b[0m", "");
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        List<String> command = List.of("/usr/bin/printf", "%s\\n", "$A", "${A}b", "%n %i", "a b", "", "\"ü\"\n;");

        assertThat(outputOf(start(launch("", command, Map.of("A", "x")))))
                .isEqualTo("$A\n${A}b\n%n %i\na b\n\n\"ü\"\n;\n");
    }

    @Test
    void runsAScriptOfTheStateDirectoryInItsDirectoryWithNothingToRead() throws Exception {
        Path script = Files.writeString(home.resolve("script"), "#!/bin/sh\npwd -P; cat; echo end\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        String output = outputOf(start(launch("", List.of(script.toString()), PATH)));

        assertThat(output).isEqualTo(STATE + "/runs/" + id + "/work\nend\n");
    }

    @Test
    void keepsBothStreamsInTheOrderWritten() throws Exception {
        assertThat(outputOf(sh("", "for i in 1 2 3; do echo out $i; echo err $i >&2; done")))
                .isEqualTo("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
    }

    @Test
    void endsQuietlyWhatWritesWhereNobodyReads() throws Exception {
        assertThat(outputOf(sh("", "yes | head -1; echo end"))).isEqualTo("y\nend\n");
    }

    @Test
    void keepsBigOutput() throws Exception {
        Running running = sh("", "head -c 50000000 /dev/zero | tr '\\0' x; echo end");
        long size = 0;
        byte[] chunk = new byte[65_536];
        String last = "";
        try (InputStream output = running.output()) {
            for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                size += read;
                last += new String(chunk, 0, read, StandardCharsets.US_ASCII);
                last = last.substring(Math.max(0, last.length() - 5));
            }
        }

        assertThat(size).isEqualTo(50_000_004);
        assertThat(last).isEqualTo("xend\n");
    }

    @Test
    void followsOutputAsItComes() throws Exception {
        BufferedReader output =
                reader(sh("", "echo one; while [ ! -e go ]; do sleep 0.02; done; echo two; sleep 1000"));
        assertThat(output.readLine()).isEqualTo("one");

        Files.createFile(home.resolve("work/go"));

        assertThat(output.readLine()).isEqualTo("two");
    }

    @Test
    void followsOutputThatIsCutShort() throws Exception {
        BufferedReader output = reader(sh("", "echo first line; sleep 0.5; echo two >/dev/stderr; echo three"));

        assertThat(output.lines()).containsExactly("first line", "two", "three");
    }

    @Test
    void keepsTheOutputOfAChildThatWasLeftBehindUntilItIsReleased() throws Exception {
        Running running = sh("", "(while [ ! -e go ]; do sleep 0.02; done; echo late; exec sleep 1000) & echo early");
        assertThat(exit(running).succeeded()).isTrue();
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("early");
        Files.createFile(home.resolve("work/go"));
        assertThat(output.readLine()).isEqualTo("late");

        running.release();

        assertThat(output.readLine()).isNull();
    }

    @Test
    void isEndedBySystemdWhenItTakesTooLong() throws Exception {
        Launch launch = launch("", List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"), PATH);

        Running running = start(new Launch(
                launch.id(),
                launch.command(),
                launch.environment(),
                launch.directory(),
                launch.output(),
                Duration.ofMillis(500)));

        assertThat(exit(running)).isEqualTo(new Exit(OptionalInt.empty(), OptionalInt.of(9), true));
    }

    @Test
    void asksItToEndOnce() throws Exception {
        Running running = sh("", "trap 'echo asked; sleep 0.3; exit 4' TERM; echo ready; while :; do sleep 0.05; done");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("ready");

        running.terminate();

        assertThat(exit(running).code()).hasValue(4);
        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("asked");
    }

    @Test
    void killsATreeThatDoesNotListen() throws Exception {
        Running running = sh(
                "",
                "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo ready; while :; do sleep 0.05; done' & wait; wait");
        assertThat(reader(running).readLine()).isEqualTo("ready");

        running.terminate();

        assertThat(exit(running).signal()).hasValue(9);
        assertThat(bus.manager().GetUnitProcesses(new RunUnit(id).name())).isEmpty();
    }

    @Test
    void givesTheWholeTreeItsGrace() throws Exception {
        Running running = sh(
                "",
                "sh -c 'trap \"sleep 0.5; echo cleaned up; exit\" TERM; echo ready; while :; do sleep 0.05; done' & wait");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("ready");

        running.terminate();

        assertThat(exit(running).signal()).hasValue(15);
        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("cleaned up");
    }

    @Test
    void endsWhatIsGoneWithoutAWord() throws Exception {
        Running running = sh("", "exit 0");
        exit(running);
        running.terminate();
        running.release();
        running.release();
        running.terminate();

        assertThat(exit(running)).isEqualTo(Exit.unknown());
        assertThat(placement.find(id, home.resolve("output.raw"))).isEmpty();
    }

    @Test
    void letsGoOfWhatDoesNotListen() throws Exception {
        Running running = sh("", "(trap '' TERM; while :; do sleep 0.1; done) & exit 0");
        assertThat(exit(running).succeeded()).isTrue();

        running.release();

        assertThat(placement.kept()).doesNotContain(id);
    }

    @Test
    void refusesASecondStart() throws Exception {
        Running running = sh("", "echo first; sleep 1000");

        assertThatThrownBy(() -> sh("", "echo second"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("on the host already");

        running.terminate();
        assertThatThrownBy(() -> sh("", "echo third")).isInstanceOf(IOException.class);
        assertThat(outputOf(running)).startsWith("first\n").doesNotContain("second", "third");
    }

    @Test
    void saysThatThereIsNoInterpreterAndLeavesNothing() throws Exception {
        Path script = Files.writeString(home.resolve("script"), "#!/no/such/thing\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> start(launch("", List.of(script.toString()), PATH)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("interpreter");

        assertThat(placement.kept()).doesNotContain(id);
    }

    @Test
    void failsWhereThereIsNoDirectory() throws Exception {
        Files.delete(home.resolve("work"));

        assertThatThrownBy(() -> sh("", "true")).isInstanceOf(IOException.class).hasMessageContaining("directory");
    }

    @Test
    void saysThatThereIsNoBus() {
        try (SystemBus none = new SystemBus(home.resolve("bus"))) {
            assertThat(placement(none).kept()).isEmpty();
        }
    }

    @Test
    void isFoundByTheNextAgentWhileItRunsAndOnceItHasEnded() throws Exception {
        sh("", "echo one; while [ ! -e go ]; do sleep 0.02; done; echo two; exit 7");
        bus.close();

        try (SystemBus next = new SystemBus(host.systemBus())) {
            Placement found = placement(next);
            assertThat(found.kept()).contains(id);
            Running running = found.find(id, home.resolve("output.raw")).orElseThrow();
            Files.createFile(home.resolve("work/go"));
            assertThat(exit(running).code()).hasValue(7);
        }
        try (SystemBus third = new SystemBus(host.systemBus())) {
            Running ended =
                    placement(third).find(id, home.resolve("output.raw")).orElseThrow();
            assertThat(exit(ended).code()).hasValue(7);
            assertThat(outputOf(ended)).isEqualTo("one\ntwo\n");
            ended.release();
            assertThat(placement(third).kept()).doesNotContain(id);
        }
    }

    @Test
    void goesOnThoughTheBusIsRestartedAndSystemdExecutesItselfAnew() throws Exception {
        Running running = sh("", "while [ ! -e go ]; do sleep 0.02; done; echo end; exit 5");
        CompletableFuture<Exit> exit = inBackground(running);

        host.sh("systemctl reset-failed dbus.service dbus.socket; systemctl restart dbus.service");
        host.run("systemctl", "daemon-reload");
        host.run("systemctl", "daemon-reexec");
        assertThat(exit).isNotDone();
        Files.createFile(home.resolve("work/go"));

        assertThat(exit.get(60, TimeUnit.SECONDS).code()).hasValue(5);
        assertThat(outputOf(running)).isEqualTo("end\n");
    }

    @Test
    void knowsNotHowItEndedWhenSomebodyElseStoppedIt() throws Exception {
        Running running = sh("", "exec sleep 1000");
        CompletableFuture<Exit> exit = inBackground(running);

        host.run("systemctl", "stop", "rightlink-run-" + id);

        assertThat(exit.get(60, TimeUnit.SECONDS).succeeded()).isFalse();
    }

    @Test
    void leavesNoThreadsAndNoDescriptorsBehind() throws Exception {
        outputOf(sh("", "true"));
        long before = descriptors();
        for (int i = 0; i < 10; i++) {
            outputOf(sh("-" + i, "true"));
        }

        Awaitility.await().untilAsserted(() -> assertThat(descriptors()).isLessThan(before + 5));
    }

    private static CompletableFuture<Exit> inBackground(Running running) {
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

    private static Placement placement(SystemBus bus) {
        AgentSettings settings = new AgentSettings("1.2.3", "/", state(), Path.of(STATE), Path.of("/run/rightlink"));
        return new HostPlacement(bus, new UnitWatch(bus), settings, Duration.ofSeconds(2));
    }

    private static Path state() {
        return host.root().resolve(STATE.substring(1));
    }

    private static Exit exit(Running running) throws Exception {
        return inBackground(running).get(60, TimeUnit.SECONDS);
    }

    private Launch launch(String suffix, List<String> command, Map<String, String> environment) {
        return new Launch(
                id + suffix, command, environment, home.resolve("work"), home.resolve("output.raw" + suffix), LONG);
    }

    private Running sh(String suffix, String script) throws IOException {
        return start(launch(suffix, List.of("/bin/sh", "-c", script), PATH));
    }

    private Running start(Launch launch) throws IOException {
        Running running = placement.start(launch);
        started.add(running);
        return running;
    }

    private static String outputOf(Running running) throws IOException {
        try (InputStream output = running.output()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static BufferedReader reader(Running running) {
        return new BufferedReader(new InputStreamReader(running.output(), StandardCharsets.UTF_8));
    }

    private static long descriptors() {
        String[] open = Path.of("/proc/self/fd").toFile().list();
        return open == null ? 0 : open.length;
    }
}
