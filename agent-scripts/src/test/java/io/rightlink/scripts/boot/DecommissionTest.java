package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.BootState;
import io.rightlink.core.host.HostShutdown;
import io.rightlink.scripts.boot.Boot.BootScript;
import io.rightlink.scripts.run.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** What runs when the host goes down, and when not. */
class DecommissionTest {

    @TempDir
    Path directory;

    BootedHost host;

    @BeforeEach
    void install() throws IOException {
        host = new BootedHost(directory);
        host.script("up", "");
        host.script("dump", "exit 1");
        host.script("leave", "");
        host.template("{Boot: [up], Decommission: [dump, leave]}");
    }

    @Test
    void runsAllOfItWithTheReason() throws IOException {
        host.playUntilItGoesDown(HostShutdown.Kind.REBOOT);

        assertThat(host.marks()).containsExactly("up", "dump reboot", "leave reboot");
    }

    @Test
    void runsThoughTheHostDoesNotAnswerAtOnceWhetherItGoesDown() throws IOException {
        host.play(agent -> {
            Boot _ = BootedHost.settled(agent);
            host.goesDown = Optional.of(HostShutdown.Kind.REBOOT);
            host.silent.set(2);
        });

        assertThat(host.marks()).containsExactly("up", "dump reboot", "leave reboot");
    }

    @Test
    void tellsAStopFromAReboot() throws IOException {
        host.playUntilItGoesDown(HostShutdown.Kind.STOP);

        assertThat(host.marks()).endsWith("leave stop");
    }

    @Test
    void doesNotRunWhenTheAgentAloneStops() throws IOException {
        host.play(BootedHost::settled);
        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("up");
    }

    @Test
    void runsThenTooIfToldSoAndIsOperationalAgain() throws IOException {
        host.agent()
                .withPropertyValues("rightlink.boot.decommission-on-restart=true")
                .run(BootedHost::settled);
        assertThat(host.marks()).containsExactly("up", "dump service_restart", "leave service_restart");

        host.play(agent -> {
            org.awaitility.Awaitility.await()
                    .until(() -> BootedHost.settled(agent).state() == BootState.OPERATIONAL);
            assertThat(BootedHost.boots(agent).current().reason()).isNull();
        });
        assertThat(host.marks()).hasSize(3);
    }

    @Test
    void runsAgainThoughTheClockStandsStill() throws IOException {
        Clock still = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        for (int i = 0; i < 2; i++) {
            host.agent()
                    .withBean("still", BeanPostProcessor.class, () -> new BeanPostProcessor() {
                        @Override
                        public Object postProcessAfterInitialization(Object bean, String name) {
                            return bean instanceof Clock ? still : bean;
                        }
                    })
                    .withPropertyValues("rightlink.boot.decommission-on-restart=true")
                    .run(agent -> org.awaitility.Awaitility.await()
                            .until(() -> BootedHost.settled(agent).state() == BootState.OPERATIONAL));
        }

        assertThat(host.marks())
                .containsExactly(
                        "up",
                        "dump service_restart",
                        "leave service_restart",
                        "dump service_restart",
                        "leave service_restart");
    }

    @Test
    void runsOnAStrandedHost() throws IOException {
        host.script("up", "exit 1");
        host.play(agent -> {
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.STRANDED);
            host.goesDown = Optional.of(HostShutdown.Kind.STOP);
        });

        assertThat(host.marks()).containsExactly("up", "dump stop", "leave stop");
    }

    @Test
    void doesNotRunWhileTheHostBoots() throws IOException {
        host.script("up", "exec sleep 60");
        host.play(_ -> {
            host.awaitMark("up");
            host.goesDown = Optional.of(HostShutdown.Kind.REBOOT);
        });

        assertThat(host.marks()).containsExactly("up");
    }

    @Test
    void goesOnIfTheAgentComesBackWhileTheHostGoesDown() throws IOException {
        host.script("dump", "exec sleep 60");
        host.playUntilItGoesDown(
                HostShutdown.Kind.STOP, host.agent().withPropertyValues("rightlink.boot.decommission-within=PT1S"));
        assertThat(host.marks()).containsExactly("up", "dump stop");

        host.play(agent -> {
            host.awaitMark("leave stop");
            Boot boot = BootedHost.boots(agent).current();
            assertThat(boot.state()).isEqualTo(BootState.DECOMMISSIONING);
            assertThat(boot.reason()).isEqualTo("stop");
            assertThat(boot.decommission()).extracting(BootScript::state).startsWith(RunState.INTERRUPTED);
        });

        assertThat(host.marks()).containsExactly("up", "dump stop", "leave stop");
    }

    @Test
    void runsWhatItCanIfAScriptIsMissing() throws IOException {
        host.template("{Boot: [up], Decommission: [missing, leave]}");
        host.playUntilItGoesDown(HostShutdown.Kind.STOP);

        assertThat(host.marks()).containsExactly("up", "leave stop");
    }

    @Test
    void bootsAnewAfterwards() throws IOException {
        host.playUntilItGoesDown(HostShutdown.Kind.REBOOT);
        host.reboot();
        host.goesDown = Optional.empty();
        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("up", "dump reboot", "leave reboot", "up");
    }
}
