package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DbusUnitsIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @AutoClose
    private SystemBus bus;

    private Units units;
    private UnitJobs jobs;

    @BeforeEach
    void connect() {
        bus = new SystemBus(host.systemBus());
        units = new DbusUnits(bus, new UnitWatch(bus), Clock.systemUTC());
        jobs = new UnitJobs(
                units, new ImmediateJobs(), new OwnUnit("rightlink.service", Set::of, _ -> false), new UnitLocks());
    }

    @Test
    void listsWhatSystemctlLists() throws Exception {
        List<String> expected = host.sh(
                        "systemctl list-units --all --no-legend --plain --full | awk '{print $1,$2,$3,$4}'")
                .lines()
                .sorted()
                .toList();

        List<String> actual = units.list(List.of(), List.of()).items().stream()
                .filter(unit -> unit.loadState() != null)
                .map(unit -> String.join(" ", unit.name(), unit.loadState(), unit.activeState(), unit.subState()))
                .sorted()
                .toList();

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void listsTheUnitFilesThatSystemctlLists() throws Exception {
        install("asleep.service", "[Service]\nExecStart=/bin/true\n");
        Map<String, String> expected = host.sh("systemctl list-unit-files --no-legend --plain | awk '{print $1,$2}'")
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));

        Map<String, String> actual = units.list(List.of(), List.of()).items().stream()
                .filter(unit -> unit.unitFileState() != null)
                .collect(Collectors.toMap(UnitSummary::name, unit -> String.valueOf(unit.unitFileState())));

        assertThat(actual).isEqualTo(expected).containsKey("asleep.service");
    }

    @Test
    void readsUnitsUnderAllTheirNames() throws Exception {
        install("real.service", "[Service]\nExecStart=/bin/sleep infinity\n[Install]\nAlias=other.service\n");
        install("many@.service", "[Service]\nExecStart=/bin/sleep %i\n");
        host.run("systemctl", "enable", "real.service");
        host.run("systemctl", "start", "real.service", "many@7.service", "many@a\\x2db.service");

        assertThat(units.get(new UnitName("other.service")).summary().name()).isEqualTo("real.service");
        assertThat(units.get(new UnitName("other.service")).aliases()).containsExactly("other.service");
        assertThat(units.get(new UnitName("many@7.service")).active()).isTrue();
        assertThat(units.get(new UnitName("many@a\\x2db.service")).summary().fragmentPath())
                .endsWith("/many@.service");
        assertThat(units.get(new UnitName("many@.service")).summary().unitFileState())
                .isEqualTo("static");
        assertThat(units.list(List.of("many@a\\x2d*"), List.of()).items()).hasSize(1);
        assertThat(units.list(List.of("other.service"), List.of()).items())
                .singleElement()
                .satisfies(alias -> assertThat(alias.activeState()).isNull());
    }

    @Test
    void saysWhyAUnitCannotBeLoaded() throws Exception {
        install("bad.service", "[Service]\nType=simple\n");

        assertThat(units.get(new UnitName("bad.service")).summary().loadState()).isEqualTo("bad-setting");
        assertThat(units.get(new UnitName("bad.service")).loadError()).contains("bad.service");
        assertThatThrownBy(() -> jobs.begin(new UnitName("bad.service"), UnitAction.START))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("Cannot start 'bad.service': systemd can't load it: ");
    }

    @Test
    void hearsOfEveryChangeOfAList() throws Exception {
        Clock stopped = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        Units units = new DbusUnits(bus, new UnitWatch(bus), stopped);
        install("heard.service", "[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n");
        Supplier<UnitSummary> heard =
                () -> units.list(List.of("heard.service"), List.of()).items().getFirst();
        assertThat(heard.get().activeState()).isEqualTo("inactive");
        assertThat(heard.get().loadState()).isNull();

        host.run("systemctl", "start", "heard.service");
        Awaitility.await()
                .untilAsserted(() -> assertThat(heard.get().subState()).isEqualTo("running"));
        host.run("systemctl", "kill", "--signal=KILL", "heard.service");
        Awaitility.await()
                .untilAsserted(() -> assertThat(heard.get().activeState()).isEqualTo("failed"));
        host.run("systemctl", "reset-failed", "heard.service");
        Awaitility.await()
                .untilAsserted(() -> assertThat(heard.get().loadState()).isNull());
        host.run("systemctl", "enable", "heard.service");
        Awaitility.await()
                .untilAsserted(() -> assertThat(heard.get().unitFileState()).isEqualTo("enabled"));
    }

    @Test
    void watchesAUnitThroughStatesThatDoNotLast() throws Exception {
        install("passing.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep 1\nExecStart=/bin/sleep 1\n");
        host.run("systemctl", "start", "--no-block", "passing.service");
        List<String> seen = new ArrayList<>();

        Optional<String> result = new UnitWatch(bus).await("passing.service", Duration.ofSeconds(4), unit -> {
            seen.add(unit.text("SubState") + unit.known("ExecMainPID"));
            return Optional.empty();
        });

        assertThat(result).isEmpty();
        assertThat(seen.stream().distinct()).as("%s", seen).hasSizeGreaterThanOrEqualTo(2);
        assertThat(seen.size()).as("%s: no more looks than signals", seen).isLessThan(20);
    }

    @Test
    void stopsAMaskedUnitAndOneWhoseFileIsGone() throws Exception {
        install("covered.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        install("vanished.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        host.sh("systemctl start covered vanished; cd /etc/systemd/system; rm vanished.service covered.service;"
                + " ln -s /dev/null covered.service; systemctl daemon-reload");

        for (String name : List.of("covered.service", "vanished.service")) {
            UnitOutcome outcome = units.perform(new UnitName(name), UnitAction.STOP, Duration.ZERO);

            assertThat(outcome.result()).as(name).isEqualTo("done");
            assertThat(host.sh("systemctl is-active " + name + " || true").trim())
                    .isEqualTo("inactive");
        }
    }

    @Test
    void tellsWhatIsQueuedForAUnit() throws Exception {
        install("before.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep infinity\n");
        install("after.service", "[Unit]\nAfter=before.service\n[Service]\nExecStart=/bin/sleep infinity\n");
        assertThat(units.get(new UnitName("after.service")).staysDown()).isTrue();
        host.run("systemctl", "start", "--no-block", "before.service", "after.service");

        Unit waiting = units.get(new UnitName("after.service"));
        assertThat(waiting.queued()).isEqualTo("start");
        assertThat(waiting.up()).isFalse();
        assertThat(waiting.willBeUp()).isTrue();

        host.run("systemctl", "stop", "before.service");
        Awaitility.await().until(() -> units.get(new UnitName("after.service")).staysUp());
    }

    @Test
    void tellsARunFromTheNextOne() throws Exception {
        install("counted.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        assertThat(units.get(new UnitName("counted.service")).invocationId()).isNull();
        host.run("systemctl", "start", "counted.service");

        assertThat(units.get(new UnitName("counted.service")).invocationId())
                .isEqualTo(host.sh("systemctl show -P InvocationID counted").trim())
                .hasSize(32);
    }

    @Test
    void tellsAServiceThatFailsSoonAfterItsStart() throws Exception {
        install("brief.service", "[Service]\nExecStart=/bin/sh -c 'sleep 1; exit 3'\n");
        install("again.service", "[Service]\nRestart=always\nExecStart=/bin/sh -c 'sleep 1; exit 0'\n");
        install("leaves.service", "[Service]\nExecStart=/bin/sleep 1\n");
        install("once.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep 1\n");
        install("stays.service", "[Service]\nExecStart=/bin/sleep infinity\n");

        assertThat(started("brief.service").complaint())
                .isEqualTo("it failed soon after its start (exit-code, exit status 3)");
        assertThat(started("again.service").complaint()).contains("systemd starts it again");
        assertThat(started("leaves.service").complaint()).contains("ended by itself");
        assertThat(started("once.service").succeeded()).isTrue();
        assertThat(started("stays.service").succeeded()).isTrue();
    }

    private UnitOutcome started(String name) throws InterruptedException {
        return units.perform(new UnitName(name), UnitAction.START, Duration.ofSeconds(3));
    }

    @Test
    void tellsTheFileOfAUnitAndWhetherItIsEnabled() {
        assertThat(units.list(List.of("docker.service"), List.of()).items())
                .singleElement()
                .satisfies(unit -> {
                    assertThat(unit.unitFileState()).isEqualTo("enabled");
                    assertThat(unit.fragmentPath()).endsWith("/docker.service");
                });
    }

    @Test
    void filtersByPatternAndState() {
        assertThat(units.list(List.of("*.service"), List.of("running")).items())
                .isNotEmpty()
                .allSatisfy(unit -> assertThat(unit.name()).endsWith(".service"))
                .allSatisfy(unit -> assertThat(unit.subState()).isEqualTo("running"));
    }

    @Test
    void readsARunningServiceInFull() throws Exception {
        Unit docker = units.get(new UnitName("docker.service"));

        assertThat(docker.mainPid())
                .isEqualTo(Long.parseLong(
                        host.sh("systemctl show -P MainPID docker").trim()));
        assertThat(docker.result()).isEqualTo("success");
        assertThat(docker.exitStatus()).isNull();
        assertThat(docker.activeSince()).isNotNull();
        assertThat(docker.dependencies().requires()).contains("docker.socket");
    }

    @Test
    void tellsAMissingUnitFromAnInactiveOne() throws Exception {
        install("idle.service", "[Service]\nExecStart=/bin/true\n");

        assertThat(units.get(new UnitName("idle.service")).summary().activeState())
                .isEqualTo("inactive");
        assertThatThrownBy(() -> units.get(new UnitName("nothing-here.service")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> jobs.begin(new UnitName("nothing-here.service"), UnitAction.RESTART))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void restartsAServiceAndTellsItsNewProcess() throws Exception {
        install("sleeper.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        host.run("systemctl", "start", "sleeper.service");
        String before = host.sh("systemctl show -P MainPID sleeper").trim();

        Job job = jobs.begin(new UnitName("sleeper.service"), UnitAction.RESTART);

        String after = host.sh("systemctl show -P MainPID sleeper").trim();
        assertThat(after).isNotEqualTo(before);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(Objects.requireNonNull(job.result()).at("/unit/mainPid").asLong())
                .isEqualTo(Long.parseLong(after));
    }

    @Test
    void failsTheJobOfAServiceThatCannotStartAndSaysWhy() throws Exception {
        install("broken.service", "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'exit 3'\n");

        Job job = jobs.begin(new UnitName("broken.service"), UnitAction.RESTART);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(Objects.requireNonNull(job.problem()).get("detail").asString())
                .isEqualTo("Cannot restart 'broken.service': job failed (exit-code, exit status 3);"
                        + " see /v1/units/broken.service/journal");
        assertThat(Objects.requireNonNull(job.result()).at("/unit/activeState").asString())
                .isEqualTo("failed");
    }

    @Test
    void tellsAUnitThatItsConditionSkippedFromOneThatStarted() throws Exception {
        install(
                "elsewhere.service",
                "[Unit]\nConditionPathExists=/nowhere\n[Service]\nExecStart=/bin/sleep infinity\n");

        UnitOutcome outcome = units.perform(new UnitName("elsewhere.service"), UnitAction.START, Duration.ZERO);

        assertThat(outcome.result()).isEqualTo("skipped");
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void enablesAndDisablesAsSystemctlDoes() throws Exception {
        install("wanted.service", "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n");
        UnitName name = new UnitName("wanted.service");

        assertThat(units.perform(name, UnitAction.ENABLE, Duration.ZERO)
                        .unit()
                        .summary()
                        .unitFileState())
                .isEqualTo("enabled");
        assertThat(host.run("systemctl", "is-enabled", "wanted.service").trim()).isEqualTo("enabled");

        assertThat(units.perform(name, UnitAction.DISABLE, Duration.ZERO)
                        .unit()
                        .summary()
                        .unitFileState())
                .isEqualTo("disabled");
    }

    @Test
    void listsWhatAnotherClientHasJustEnabled() throws Exception {
        install("theirs.service", "[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n");
        host.run("systemctl", "start", "theirs.service");
        Supplier<@Nullable String> listed = () -> units.list(List.of("theirs.service"), List.of())
                .items()
                .getFirst()
                .unitFileState();
        assertThat(listed.get()).isEqualTo("disabled");

        host.run("systemctl", "enable", "theirs.service");

        Awaitility.await().untilAsserted(() -> assertThat(listed.get()).isEqualTo("enabled"));
    }

    @Test
    void passesOnThatSystemdRefuses() throws Exception {
        install("masked.service", "[Service]\nExecStart=/bin/true\n");
        host.run("rm", "/etc/systemd/system/masked.service");
        host.run("systemctl", "mask", "masked.service");

        assertThatThrownBy(() -> units.perform(new UnitName("masked.service"), UnitAction.START, Duration.ZERO))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("masked");
    }

    @Test
    void findsSystemdAgainAfterTheBusWasRestarted() throws Exception {
        assertThat(units.list(List.of(), List.of()).items()).isNotEmpty();

        host.run("systemctl", "restart", "dbus.service");

        Awaitility.await()
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .untilAsserted(() -> assertThat(units.perform(
                                        new UnitName("systemd-journald.service"), UnitAction.RESTART, Duration.ZERO)
                                .succeeded())
                        .isTrue());
    }

    @Test
    void saysThatThereIsNoBus() {
        try (SystemBus none = new SystemBus(Path.of("/nowhere/system_bus_socket"))) {
            Units nothing = new DbusUnits(none, new UnitWatch(none), Clock.systemUTC());

            assertThatThrownBy(() -> nothing.list(List.of(), List.of()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no D-Bus socket /nowhere/system_bus_socket");
        }
    }

    private static void install(String name, String content) throws Exception {
        Files.writeString(host.root().resolve("etc/systemd/system").resolve(name), content);
        host.run("systemctl", "daemon-reload");
    }
}
