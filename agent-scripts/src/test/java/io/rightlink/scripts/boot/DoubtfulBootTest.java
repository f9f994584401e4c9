package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.host.BootState;
import io.rightlink.core.host.DeviceNumber;
import io.rightlink.core.host.HostShutdown;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;

/** What looks like a reboot and is none, like the host's end and is none, and what gets in the way of it. */
class DoubtfulBootTest {

    @TempDir
    Path directory;

    private BootedHost host;

    @BeforeEach
    void install() throws IOException {
        host = new BootedHost(directory);
        host.script("up", "");
        host.script("dump", "");
        host.script("leave", "");
        host.template("{Boot: [up], Decommission: [dump, leave]}");
    }

    @Test
    void isOperationalAgainIfTheHostStaysAfterAll() throws IOException {
        host.playUntilItGoesDown(HostShutdown.Kind.REBOOT);
        host.goesDown = Optional.empty();
        host.play(agent -> {
            Awaitility.await().until(() -> BootedHost.settled(agent).state() == BootState.OPERATIONAL);
            assertThat(BootedHost.boots(agent).current().reason()).isNull();
        });

        assertThat(host.marks()).containsExactly("up", "dump reboot", "leave reboot");
    }

    @Test
    void isNotStrandedByAScriptThatTheHostsEndBreaksOff() throws IOException {
        host.script("ended", host.reboots() + "; exit 1");
        host.template("{Boot: [up, ended], Decommission: [leave]}");
        host.play(agent -> awaitBooting(agent, "ended", RunState.FAILED));
        host.reboot();
        host.script("ended", "");
        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("up", "ended", "up", "ended");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void startsNothingMoreOfABundleThatRebootsTheHost(boolean delayed) throws IOException {
        host.script("patch", delayed ? host.announcesItsEnd() : host.reboots());
        host.template("{Boot: [patch, up], Decommission: [leave]}");
        host.play(agent -> awaitBooting(agent, "patch", RunState.SUCCEEDED));
        host.reboot();
        host.script("patch", "");
        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("patch", "patch", "up");
    }

    @Test
    void isNotHeldUpWhereItCannotBeToldWhatIsAnnounced() throws IOException {
        host.announcerFails = true;
        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("up");
    }

    @Test
    void isNotOperationalForItsLastMomentsOnceItsLastScriptRebootsIt() throws IOException {
        host.script("patch", host.reboots());
        host.template("{Boot: [up, patch], Decommission: [leave]}");
        host.play(agent -> awaitBooting(agent, "patch", RunState.SUCCEEDED));

        assertThat(host.marks()).containsExactly("up", "patch");
    }

    @Test
    void goesOnWithABundleIfTheHostStaysAfterAll() throws IOException {
        host.script("patch", host.reboots());
        host.template("{Boot: [patch, up]}");
        host.play(agent -> {
            awaitBooting(agent, "patch", RunState.SUCCEEDED);
            host.stayAfterAll();
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL);
        });

        assertThat(host.marks()).containsExactly("patch", "up");
    }

    @Test
    void isStrandedIfTheHostStaysAfterAll() throws IOException {
        host.script("up", host.reboots() + "; exit 1");
        host.play(agent -> {
            awaitBooting(agent, "up", RunState.FAILED);
            host.stayAfterAll();
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.STRANDED);
        });
    }

    /** Killed right after the end of its script, and away for longer than runs are remembered. */
    @Test
    void startsNoScriptAgainHoweverLongTheAgentWasAway() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        InstantSource source = now::get;
        Supplier<Clock> clock = () -> source.withZone(ZoneOffset.UTC);
        host.agent().withBean(Clock.class, clock).run(agent -> {
            BootedHost.settled(agent);
            int _ = agent.getBean(Store.class).write(db -> {
                db.sql("UPDATE boot SET state = 'booting', settled_at = NULL").update();
                return db.sql("UPDATE boot_step SET outcome = NULL").update();
            });
            now.updateAndGet(before -> before.plus(Duration.ofDays(1_000)));
            Runs runs = agent.getBean(Runs.class);
            runs.submit(
                    new RunId("another"), new RunRequest(new RunRequest.Script(null, "leave"), null, null, null, null));
            Awaitility.await()
                    .until(() -> runs.get(new RunId("another")).state().ended());
        });
        host.agent()
                .withBean(Clock.class, clock)
                .run(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("up", "leave");
    }

    @Test
    void doesNotTrustATmpfsThatTheEngineMountsForAContainer() throws IOException {
        Files.writeString(
                directory.resolve("root/proc/1/mountinfo"),
                "343 42 " + DeviceNumber.of(directory.resolve("run"))
                        + " / /var/lib/docker/volumes/run/_data rw shared:95 - tmpfs tmpfs rw\n");
        host.play(BootedHost::settled);
        host.emptyRunDirectory();
        host.play(BootedHost::settled);

        assertThat(host.marks()).containsExactly("up");
    }

    @Test
    void bootsWhereTheMountsCannotBeRead() throws IOException {
        Files.delete(directory.resolve("root/proc/1/mountinfo"));
        Files.createDirectory(directory.resolve("root/proc/1/mountinfo"));
        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));
        host.reboot();
        host.play(BootedHost::settled);

        assertThat(host.marks()).containsExactly("up", "up");
    }

    @Test
    void seesARebootOnceTheKernelsBootIdCanBeRead() throws IOException {
        host.mountRunDirectoryAs("ext4");
        Files.delete(directory.resolve("root/proc/sys/kernel/random/boot_id"));
        host.play(BootedHost::settled);
        host.bootId("first");
        host.play(BootedHost::settled);
        assertThat(host.marks()).containsExactly("up");
        host.bootId("second");
        host.play(BootedHost::settled);

        assertThat(host.marks()).containsExactly("up", "up");
    }

    @Test
    void runsTheOthersIfThePlaceOfOneCannotBeReached() throws IOException {
        host.template("{Boot: [up], Decommission: [{Name: dump, Placement: far}, leave]}");
        host.playUntilItGoesDown(
                HostShutdown.Kind.STOP,
                host.agent().withBean(Placement.class, () -> new FarPlacement(times -> times == 1)));

        assertThat(host.marks()).containsExactly("up", "leave stop");
    }

    @Test
    void waitsForATemplateThatCannotBeReadYet() throws IOException {
        Path template = directory.resolve("state/template.yaml");
        Path away = directory.resolve("away");
        Files.move(template, away);
        Files.createSymbolicLink(template, template);
        host.play(agent -> {
            assertThatThrownBy(() -> BootedHost.boots(agent).current()).isInstanceOf(UnavailableException.class);
            Files.move(away, template, StandardCopyOption.ATOMIC_MOVE);
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL);
        });

        assertThat(host.marks()).containsExactly("up");
    }

    @Test
    void waitsForAPlaceThatCannotBeReachedYet() throws IOException {
        host.template("{Boot: [{Name: up, Placement: far}]}");
        FarPlacement far = new FarPlacement(times -> times > 2);
        host.agent().withBean(Placement.class, () -> far).run(agent -> {
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.STRANDED);
            assertThat(far.asked).hasValueGreaterThan(2);
        });
    }

    /** Waits until a script has ended, and then for a while in which the boot doesn't. */
    private static void awaitBooting(ApplicationContext agent, String script, RunState ended) {
        Awaitility.await()
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .until(() -> BootedHost.boots(agent).current().boot().stream()
                        .anyMatch(step -> step.name().equals(script) && step.state() == ended));
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .until(() -> BootedHost.boots(agent).current().state() == BootState.BOOTING);
    }

    /** A place that is there now and then, and where nothing can be started. */
    private static final class FarPlacement implements Placement {

        private final AtomicInteger asked = new AtomicInteger();
        private final IntPredicate reachable;

        /** @param reachable whether it is there when it is asked for this time, the first being 1 */
        private FarPlacement(IntPredicate reachable) {
            this.reachable = reachable;
        }

        @Override
        public String name() {
            return "far";
        }

        @Override
        public void check(Optional<String> detail) {
            if (!reachable.test(asked.incrementAndGet())) {
                throw new UnavailableException("far-away", "The place is out of reach");
            }
        }

        @Override
        public Running start(Launch launch) throws IOException {
            throw new IOException("The place is out of reach");
        }
    }
}
