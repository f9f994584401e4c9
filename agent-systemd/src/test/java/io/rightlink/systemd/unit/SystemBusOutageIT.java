package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitWatch;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What becomes of units' jobs when many are under way, others act too, and systemd or its bus goes away. */
@Timeout(240)
class SystemBusOutageIT {

    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Executor EACH_ITS_THREAD = work -> Thread.ofPlatform().start(work);

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @AutoClose
    private SystemBus bus;

    private Units units;

    @BeforeAll
    static void install() throws Exception {
        install("storm@.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        install("theirs@.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        install("slow@.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep 5\n");
        install("endless.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep infinity\n");
        host.run("systemctl", "daemon-reload");
        host.sh("for i in $(seq 50); do systemctl start --no-block storm@$i theirs@$i; done");
    }

    @BeforeEach
    void connect() {
        bus = new SystemBus(host.systemBus());
        units = new DbusUnits(bus, new UnitWatch(bus), Clock.systemUTC());
    }

    @Test
    void restartsManyUnitsAtOnceWhileAnotherClientRestartsOthers() throws Exception {
        CompletableFuture<Void> others = inBackground("for i in $(seq 50); do systemctl restart theirs@$i; done");

        List<CompletableFuture<Job>> jobs = restartAll();

        for (int i = 0; i < jobs.size(); i++) {
            assertThat(jobs.get(i).join().state()).isEqualTo(JobState.SUCCEEDED);
            assertTellsTheProcess(jobs.get(i).join(), i + 1);
        }
        others.join();
    }

    @Test
    void tellsTheTruthOfEachUnitThoughSystemdExecutesItselfAnewMeanwhile() throws Exception {
        CompletableFuture<Void> reexec = inBackground("for i in 1 2 3; do systemctl daemon-reexec; done");

        List<CompletableFuture<String>> outcomes = restartAll().stream()
                .map(job -> job.handle(SystemBusOutageIT::outcome))
                .toList();

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.get(60, TimeUnit.SECONDS))
                .isIn("done", "not begun"));
        reexec.join();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).join().equals("done")) {
                assertThat(units.get(new UnitName("storm@" + (i + 1) + ".service"))
                                .mainPid())
                        .isNotNull();
            }
        }
    }

    @Test
    void learnsOfAJobThatEndsAfterSystemdExecutedItselfAnew() throws Exception {
        CompletableFuture<Job> job = inBackground("slow@1.service", UnitAction.START);
        awaitState("slow@1.service", "activating");

        host.run("systemctl", "daemon-reexec");

        assertThat(job.get(60, TimeUnit.SECONDS).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void goesOnWaitingForAJobThatOutlivesTheConnection() throws Exception {
        CompletableFuture<Job> job = inBackground("endless.service", UnitAction.START);
        awaitState("endless.service", "activating");

        restartTheBus();
        reconnect();
        assertThat(job).isNotDone();
        host.run("systemctl", "stop", "endless.service");

        Job ended = job.get(60, TimeUnit.SECONDS);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(outcome(ended, null)).isEqualTo("canceled");
    }

    @Test
    void tellsWhatCameOfEachUnitThoughTheBusIsRestartedMeanwhile() throws Exception {
        List<CompletableFuture<Job>> jobs = restartAll();

        restartTheBus();

        for (int i = 0; i < jobs.size(); i++) {
            int instance = i + 1;
            assertThat(jobs.get(i).handle(SystemBusOutageIT::outcome).get(60, TimeUnit.SECONDS))
                    .as("storm@%d", instance)
                    .isIn("done", "not begun");
        }
    }

    @Test
    void leavesNoThreadsBehindHoweverOftenTheBusIsRestarted() throws Exception {
        reconnect();
        List<String> before = threads();
        assertThat(before).isNotEmpty();

        for (int i = 0; i < (TORTURE ? 20 : 3); i++) {
            restartTheBus();
            reconnect();
        }

        Awaitility.await().untilAsserted(() -> assertThat(threads()).hasSizeLessThanOrEqualTo(before.size()));
    }

    @Test
    void keepsToTheSameFewMatchRulesHoweverMuchIsDone() throws Exception {
        reconnect();
        int before = matchRules();
        assertThat(before).isPositive();

        for (int i = 1; i <= 10; i++) {
            UnitOutcome _ = units.perform(new UnitName("storm@" + i + ".service"), UnitAction.RESTART, SOON);
        }
        restartTheBus();
        reconnect();

        assertThat(matchRules()).isLessThanOrEqualTo(before);
    }

    @Test
    void refusesToStartATemplate() {
        assertThatThrownBy(() -> units.perform(new UnitName("storm@.service"), UnitAction.START, Duration.ZERO))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("storm@.service");
    }

    private List<CompletableFuture<Job>> restartAll() {
        return IntStream.rangeClosed(1, 50)
                .mapToObj(i -> inBackground("storm@" + i + ".service", UnitAction.RESTART))
                .toList();
    }

    private CompletableFuture<Job> inBackground(String name, UnitAction action) {
        return CompletableFuture.supplyAsync(
                () -> new UnitJobs(
                                units,
                                new ImmediateJobs(),
                                new OwnUnit("rightlink.service", Set::of, _ -> false),
                                new UnitLocks())
                        .begin(new UnitName(name), action),
                EACH_ITS_THREAD);
    }

    private static CompletableFuture<Void> inBackground(String script) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        host.sh(script);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                EACH_ITS_THREAD);
    }

    /** Returns systemd's word for what came of it, or the name of the problem. */
    private static String outcome(@Nullable Job job, @Nullable Throwable thrown) {
        if (thrown != null) {
            return thrown.getCause() instanceof UnavailableException ? "not begun" : thrown.toString();
        }
        JsonNode result = Objects.requireNonNull(job).result();
        return result == null
                ? String.valueOf(job.problem())
                : result.get("result").asString();
    }

    private static void assertTellsTheProcess(Job job, int instance) throws Exception {
        String actual = host.sh("systemctl show -P MainPID storm@" + instance).trim();
        assertThat(Objects.requireNonNull(job.result()).at("/unit/mainPid").asLong())
                .isEqualTo(Long.parseLong(actual));
    }

    private static void awaitState(String unit, String state) {
        Awaitility.await()
                .until(() ->
                        host.sh("systemctl show -P ActiveState " + unit).trim().equals(state));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("DBus"))
                .toList();
    }

    /** As often as one likes: systemd would stop at five starts in ten seconds. */
    private static void restartTheBus() throws Exception {
        host.sh("systemctl reset-failed dbus.service dbus.socket; systemctl restart dbus.service");
    }

    /** Returns how many rules the bus keeps for all its clients. */
    private static int matchRules() throws Exception {
        String rules = host.run(
                "busctl",
                "call",
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.Debug.Stats",
                "GetAllMatchRules");
        return rules.split("type=", -1).length - 1;
    }

    private void reconnect() {
        Awaitility.await()
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .until(() ->
                        !units.list(List.of("dbus.service"), List.of()).items().isEmpty());
    }

    private static void install(String name, String content) throws Exception {
        Files.writeString(host.root().resolve("etc/systemd/system").resolve(name), content);
    }
}
