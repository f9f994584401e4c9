package io.rightlink.systemd.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.testing.EnduringPlacementContract;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HostPlacementIT extends EnduringPlacementContract {

    private static final Map<String, String> SECRET = Map.of("PATH", "/usr/bin:/bin", "A", "s3cret");
    private static final String STATE = "/var/lib/rightlink";

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private SystemBus bus;

    @BeforeEach
    void connect() {
        bus = new SystemBus(host.systemBus());
    }

    @Override
    protected Placement placement() {
        return placement(bus);
    }

    @Override
    protected Path state() {
        return host.root().resolve(STATE.substring(1));
    }

    @Override
    protected Path seen(Path file) {
        return Path.of(STATE).resolve(state().relativize(file));
    }

    @Override
    protected void leaveNothing() throws Exception {
        bus.close();

        assertThat(host.run("systemctl", "list-units", "--all", "--plain", "--no-legend", "rightlink-run-*"))
                .isEmpty();
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
    void passesArgumentsAsTheyAre() throws Exception {
        List<String> command = List.of("/usr/bin/printf", "%s\\n", "$A", "${A}b", "%n %i", "a b", "", "\"ü\"\n;");

        assertThat(outputOf(start(launch("", command, Map.of("A", "x")))))
                .isEqualTo("$A\n${A}b\n%n %i\na b\n\n\"ü\"\n;\n");
    }

    @Test
    void startsProgramsWhileTheHostGoesDown() throws Exception {
        host.run(
                "systemd-run",
                "--unit=holding",
                "--property=After=dbus.service",
                "--property=ExecStop=/bin/sh -c 'while ! test -e /run/let-go; do sleep 0.1; done'",
                "--remain-after-exit",
                "true");
        host.run("systemctl", "--no-block", "reboot");
        Awaitility.await().until(() -> bus.managerProperty("SystemState"), "stopping"::equals);
        try {
            // The reboot leaves nothing of it to be let go of.
            Launch launch = launch("", List.of("/bin/sh", "-c", "sleep 1; echo there is time"), PATH);
            assertThat(outputOf(placement().start(launch))).isEqualTo("there is time\n");
        } finally {
            host.sh("touch /run/let-go");
            host.reboot();
            bus.close();
            bus = new SystemBus(host.systemBus());
        }
    }

    @Test
    void keepsBothStreamsInTheOrderWritten() throws Exception {
        assertThat(outputOf(sh("", "for i in 1 2 3; do echo out $i; echo err $i >&2; done")))
                .isEqualTo("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
    }

    /** Values of what means something to a shell or to systemd, and of letters from all over Unicode. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void passesEveryValueToTheByte(long seed) throws Exception {
        Map<String, String> environment = new TreeMap<>();
        Random random = new Random(seed);
        for (int i = 0; i < (Boolean.getBoolean("torture") ? 5_000 : 300); i++) {
            environment.put("V" + i, NastyText.next(random));
        }

        String output = outputOf(start(launch("-" + seed, List.of("/usr/bin/env", "-0"), environment)));

        assertThat(List.of(output.split("\0")))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(environment.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
    }

    @Test
    void showsTheEnvironmentToNoOtherUser() throws Exception {
        assertThat(placement().hidesEnvironment()).isTrue();
        Running running = start(launch("", List.of("/bin/sh", "-c", "echo $A; sleep 1000"), SECRET));
        assertThat(reader(running).readLine()).isEqualTo("s3cret");

        String unit = new RunUnit(id()).name();
        String shown = host.run("runuser", "-u", "nobody", "--", "systemctl", "show", unit)
                + host.run("runuser", "-u", "nobody", "--", "systemctl", "cat", unit);

        assertThat(shown).contains(unit).doesNotContain("s3cret");
        assertThat(files()).containsExactlyInAnyOrder("work", "output.raw");
    }

    @Test
    void leavesNothingOfAnEnvironmentThatWasNotUsed() throws Exception {
        assertThatThrownBy(() -> start(launch("", List.of("/no/such/program"), SECRET)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> start(launch("-2", List.of("/bin/true"), Map.of("A", "\ufffe"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'A'");

        assertThat(files()).doesNotContain("environment");
    }

    @Test
    void saysThatSystemdCannotReadTheEnvironment() throws Exception {
        AgentSettings elsewhere =
                new AgentSettings("1.2.3", "/", state(), Path.of("/srv/elsewhere"), Path.of("/run/rightlink"));
        Placement lost = new HostPlacement(bus, new UnitWatch(bus), elsewhere, Duration.ofSeconds(2));

        assertThatThrownBy(() -> lost.start(launch("", List.of("/bin/true"), SECRET)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not read the program's environment");

        assertThat(files()).containsExactly("work");
        assertThat(placement().kept()).doesNotContain(id());
    }

    @Test
    void endsQuietlyWhatWritesWhereNobodyReads() throws Exception {
        assertThat(outputOf(sh("", "yes | head -1; echo end"))).isEqualTo("y\nend\n");
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
        Files.createFile(home().resolve("work/go"));
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
    void killsATreeThatDoesNotListen() throws Exception {
        Running running = sh(
                "",
                "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo ready; while :; do sleep 0.05; done' & wait; wait");
        assertThat(reader(running).readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(exit(running).signal()).hasValue(9);
        assertThat(bus.manager().GetUnitProcesses(new RunUnit(id()).name())).isEmpty();
    }

    @Test
    void givesTheWholeTreeItsGrace() throws Exception {
        Running running = sh(
                "",
                "sh -c 'trap \"sleep 0.5; echo cleaned up; exit\" TERM; echo ready; while :; do sleep 0.05; done' & wait");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(exit(running).signal()).hasValue(15);
        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("cleaned up");
    }

    @Test
    void letsGoOfWhatDoesNotListen() throws Exception {
        Running running = sh("", "(trap '' TERM; while :; do sleep 0.1; done) & exit 0");
        assertThat(exit(running).succeeded()).isTrue();

        running.release();

        assertThat(placement().kept()).doesNotContain(id());
    }

    @Test
    void failsWhereThereIsNoDirectory() throws Exception {
        Files.delete(home().resolve("work"));

        assertThatThrownBy(() -> sh("", "true")).isInstanceOf(IOException.class).hasMessageContaining("directory");
    }

    @Test
    void saysThatThereIsNoBus() {
        try (SystemBus none = new SystemBus(home().resolve("bus"))) {
            assertThat(placement(none).kept()).isEmpty();
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
        Files.createFile(home().resolve("work/go"));

        assertThat(exit.get(60, TimeUnit.SECONDS).code()).hasValue(5);
        assertThat(outputOf(running)).isEqualTo("end\n");
    }

    @Test
    void knowsNotHowItEndedWhenSomebodyElseStoppedIt() throws Exception {
        Running running = sh("", "exec sleep 1000");
        CompletableFuture<Exit> exit = inBackground(running);

        host.run("systemctl", "stop", "rightlink-run-" + id());

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

    private Placement placement(SystemBus bus) {
        AgentSettings settings = new AgentSettings("1.2.3", "/", state(), Path.of(STATE), Path.of("/run/rightlink"));
        return new HostPlacement(bus, new UnitWatch(bus), settings, Duration.ofSeconds(2));
    }

    private List<String> files() {
        return List.of(Objects.requireNonNull(home().toFile().list()));
    }

    private static long descriptors() {
        String[] open = Path.of("/proc/self/fd").toFile().list();
        return open == null ? 0 : open.length;
    }
}
