package io.rightlink.systemd.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.HostShutdown.Kind;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.bus.SystemBus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real systemd that goes down, and is held up meanwhile by a service that takes its time to stop. */
class SystemdShutdownIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private final SystemBus bus = new SystemBus(host.systemBus());

    @AfterEach
    void disconnect() {
        bus.close();
    }

    @Test
    void seesNoneOnAHostThatStaysUp() throws Exception {
        assertThat(new SystemdShutdown(bus).underWay()).isEmpty();
        host.run("systemctl", "start", "systemd-logind.service");
        assertThat(new SystemdShutdown(bus).isAnnounced()).isFalse();
    }

    @Test
    void doesNotStartLogindToAskIt() throws Exception {
        host.run("systemctl", "stop", "systemd-logind.service");

        assertThat(new SystemdShutdown(bus).isAnnounced()).isFalse();

        assertThat(host.sh("systemctl is-active systemd-logind.service || true").trim())
                .isEqualTo("inactive");
    }

    @Test
    void seesNoneWhereThereIsNoSystemd() {
        try (SystemBus nowhere = new SystemBus(Path.of("/nowhere/bus"))) {
            assertThat(new SystemdShutdown(nowhere).underWay()).isEmpty();
            assertThat(new SystemdShutdown(nowhere).isAnnounced()).isFalse();
        }
    }

    @Test
    void seesThatOneIsAnnouncedWhichIsDelayed() throws Exception {
        SystemdShutdown shutdown = new SystemdShutdown(bus);
        host.sh("mkdir -p /etc/systemd/logind.conf.d;"
                + " printf '[Login]\\nInhibitDelayMaxSec=10min\\n' >/etc/systemd/logind.conf.d/delay.conf;"
                + " systemctl restart systemd-logind.service;"
                + " systemd-run --unit=delaying systemd-inhibit --what=shutdown --mode=delay sleep infinity;"
                + " until systemd-inhibit --list | grep -q delay; do sleep 0.1; done");
        assertThat(shutdown.isAnnounced()).isFalse();
        try {
            host.run("systemctl", "reboot");

            assertThat(shutdown.isAnnounced()).isTrue();
            assertThat(shutdown.underWay()).isEmpty();
        } finally {
            host.reboot();
        }
    }

    @ParameterizedTest
    @CsvSource({"reboot, REBOOT", "kexec, REBOOT", "poweroff, STOP", "halt, STOP"})
    void tellsWhatBecomesOfTheHost(String target, Kind kind) throws Exception {
        hold();
        try {
            host.run("systemctl", "--no-block", "start", "--job-mode=replace-irreversibly", target + ".target");

            assertThat(Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> new SystemdShutdown(bus).underWay(), seen -> seen.isPresent()))
                    .contains(kind);
        } finally {
            host.sh("touch /run/let-go");
            host.reboot();
        }
    }

    private static void hold() throws IOException, InterruptedException {
        host.run(
                "systemd-run",
                "--unit=holding",
                "--property=After=dbus.service",
                "--property=ExecStop=/bin/sh -c 'while ! test -e /run/let-go; do sleep 0.1; done'",
                "--remain-after-exit",
                "true");
    }
}
