package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host whose ServerTemplate was there before the agent: what runs at its boot, and what never again. */
class BootIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @BeforeAll
    static void install() throws Exception {
        host.sh(new HostScripts()
                .script("on-the-host", "test -d /run/systemd/system")
                .script("slowly", "sleep 4; echo slowly-done >>" + HostScripts.MARKS)
                .script("in-the-container", "test -d /host/proc")
                .script("leave", "")
                .template(
                        "{Boot: [on-the-host, slowly, {Name: in-the-container, Placement: agent}], Decommission: [leave]}")
                .install());
        host.applyCloudConfig();
        host.startClient();
        awaitOperational();
    }

    @BeforeEach
    void isQuiet() throws Exception {
        awaitOperational();
    }

    @Test
    void ranItOnceWhenTheAgentCameUp() throws Exception {
        List<String> marks = marks();

        assertThat(marks.subList(0, 4)).containsExactly("on-the-host", "slowly", "slowly-done", "in-the-container");
        assertThat(host.get("/v1/host").get("bootState").asString()).isEqualTo("operational");
        assertThat(host.get("/v1/boot").get("boot").valueStream())
                .hasSize(3)
                .allSatisfy(script -> assertThat(script.get("state").asString()).isEqualTo("succeeded"));
    }

    @Test
    void runsNothingAgainWhenTheAgentIsKilledOrRestarted() throws Exception {
        List<String> before = marks();

        host.run("docker", "kill", "rightlink");
        host.awaitAnswers(PATIENCE);
        awaitOperational();
        host.run("systemctl", "restart", "rightlink");
        host.awaitAnswers(PATIENCE);
        awaitOperational();

        assertThat(marks()).isEqualTo(before);
    }

    @Test
    void runsNothingAgainWhenTheAgentIsUpgraded() throws Exception {
        List<String> before = marks();

        host.run("docker", "tag", InstalledHost.IMAGE, "rightlink/rightlink:next");
        host.sh("sed -i 's#" + InstalledHost.IMAGE
                + "#rightlink/rightlink:next#g' /etc/systemd/system/rightlink.service"
                + " && systemctl daemon-reload && systemctl restart rightlink");
        host.awaitAnswers(PATIENCE);
        awaitOperational();

        assertThat(host.run("docker", "inspect", "--format", "{{.Config.Image}}", "rightlink")
                        .trim())
                .isEqualTo("rightlink/rightlink:next");
        assertThat(marks()).isEqualTo(before);
    }

    @Test
    void runsEachOnceAgainAfterAReboot() throws Exception {
        List<String> before = marks();

        host.reboot();
        host.awaitAnswers(PATIENCE);
        host.startClient();
        awaitOperational();

        assertThat(marks().subList(before.size(), marks().size()))
                .containsExactly("leave stop", "on-the-host", "slowly", "slowly-done", "in-the-container");
    }

    @Test
    void goesOnWithTheBundleWhereAKilledAgentLeftIt() throws Exception {
        List<String> before = marks();

        host.reboot();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> marks().size() > before.size() && marks().getLast().equals("slowly"));
        host.run("docker", "kill", "rightlink");
        host.awaitAnswers(PATIENCE);
        host.startClient();
        awaitOperational();

        assertThat(marks().subList(before.size(), marks().size()))
                .containsExactly("leave stop", "on-the-host", "slowly", "slowly-done", "in-the-container");
    }

    private static List<String> marks() throws IOException, InterruptedException {
        return host.sh("cat " + HostScripts.MARKS).lines().map(String::strip).toList();
    }

    private static void awaitOperational() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        host.ask("GET", "/v1/boot", "").body())
                .contains("\"state\":\"operational\""));
    }
}
