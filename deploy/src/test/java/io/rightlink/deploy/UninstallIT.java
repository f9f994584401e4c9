package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UninstallIT {

    /** The files that an installation could leave something in; times and the engine's own state aside. */
    private static final String FILES =
            "find /etc /run/systemd/system /run/rightlink /var/lib/rightlink /usr/lib/systemd /usr/local /opt -xdev 2>/dev/null | sort";

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @Test
    void leavesNothing() throws Exception {
        String before = host.sh(FILES);
        host.applyCloudConfig();
        host.startClient();
        assertThat(host.get("/v1/host").get("hostname").asString()).isNotEmpty();
        host.run("docker", "rm", "-f", "client");

        host.sh("docker run --rm --network host -v /var/run/dbus:/var/run/dbus -v /run/systemd:/run/systemd"
                + " -v /etc/systemd/system:/etc/systemd/system " + InstalledHost.IMAGE + " uninstall");

        assertThat(host.sh(FILES)).isEqualTo(before);
        assertThat(host.sh("docker ps -aq").trim()).isEmpty();
        assertThat(host.sh("systemctl list-units --all --plain --no-legend 'rightlink*'")
                        .trim())
                .isEmpty();
        assertThat(host.sh("ss -ltnH 'sport = 88'").trim()).isEmpty();
    }
}
