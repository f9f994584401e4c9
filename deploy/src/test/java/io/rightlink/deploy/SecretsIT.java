package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.deploy.InstalledHost.Answer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The agent's secret, a token, a wrong value that was tried and a credential in use: where on the host they are found. */
class SecretsIT {

    /** A line each, for grep: so that looking for them shows them to nobody. */
    private static final String NEEDLES = "/root/needles";

    private static final String FOUND = "grep -sF -f " + NEEDLES;

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @BeforeAll
    static void use() throws Exception {
        host.sh("umask 077; mkdir -p /var/lib/rightlink/credentials; cd /var/lib/rightlink/credentials;"
                + " echo \"pass-$(cat /proc/sys/kernel/random/uuid)\" | tee PASSWORD >" + NEEDLES);
        host.applyCloudConfig();
        host.startClient();
        host.awaitAnswers(Duration.ofSeconds(60));
        host.sh("sed -n 's/^RS_RLL_SECRET=//p' /var/run/rightlink/secret >>" + NEEDLES + "; cd /root;"
                + " rightlink token create ci --role admin --expires 1h 2>/dev/null >>" + NEEDLES + ";"
                + " echo \"wrong-$(cat /proc/sys/kernel/random/uuid)\" | tee -a " + NEEDLES + " >wrong;"
                + " for i in 1 2 3 4 5 6 7; do sed 's/^/X-RLL-Secret: /' wrong |"
                + " curl -s -H @- http://127.0.0.1:88/v1/host >/dev/null; done");
        submit("one", "agent", "exec sleep 300");
        submit("two", "host", "exec sleep 300");
        for (String id : List.of("one", "two")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> output(id), output -> output.startsWith("I have "));
        }
    }

    @Test
    void thereAreFourOfThem() throws Exception {
        assertThat(needles()).hasSize(4).allMatch(needle -> needle.length() > 20);
    }

    /** What a script itself prints on the host is as systemd wrote it while it runs, for root alone. */
    @Test
    void noFileHasThemButTheTwoThatAreThereForItAndWhatAScriptPrintsWhileItRuns() throws Exception {
        assertThat(host.sh(FOUND + " -rlD skip /etc /run /tmp /var/lib/rightlink /var/log /var/tmp || true")
                        .lines())
                .containsExactlyInAnyOrder(
                        "/run/rightlink/secret",
                        "/var/lib/rightlink/credentials/PASSWORD",
                        "/var/lib/rightlink/runs/two/output.raw");
        assertThat(host.sh("for file in /run/rightlink/secret /var/lib/rightlink/credentials/PASSWORD"
                        + " /var/lib/rightlink/runs/two/output.raw; do"
                        + " runuser -u nobody -- cat $file 2>/dev/null && echo readable; done; id -u nobody"))
                .isEqualTo("65534\n");
    }

    @Test
    void nothingOfThemIsLeftOfARunThatHasEnded() throws Exception {
        submit("three", "host", "exit 0");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> host.sh("ls /var/lib/rightlink/runs/three"), files -> files.equals("output\n"));

        assertThat(output("three")).startsWith("I have ");
        assertThat(host.sh(FOUND + " -rl /var/lib/rightlink/runs/three || true"))
                .isEmpty();
    }

    @Test
    void noLogHasThem() throws Exception {
        assertThat(host.sh("journalctl --no-pager -u rightlink")).contains("Callers are told to wait");
        assertThat(host.sh("journalctl --no-pager -o export | " + FOUND + " || true"))
                .isEmpty();
    }

    @Test
    void noCommandLineHasThem() throws Exception {
        assertThat(host.sh("ps -eo args | " + FOUND + " || true")).isEmpty();
    }

    @Test
    void noEnvironmentHasThemButThoseOfTheScriptsThatAskedForOne() throws Exception {
        assertThat(host.sh("for p in /proc/[0-9]*; do if " + FOUND + " -q $p/environ; then"
                                + " tr '\\0' '\\n' <$p/environ | grep ^RS_RUN_ID= || cat $p/comm; fi; done")
                        .lines()
                        .distinct())
                .containsExactlyInAnyOrder("RS_RUN_ID=one", "RS_RUN_ID=two");
    }

    @Test
    void neitherSystemdNorDockerShowsThem() throws Exception {
        assertThat(host.sh("systemctl show '*' | " + FOUND + " || true")).isEmpty();
        assertThat(host.sh("docker inspect rightlink client | " + FOUND + " || true"))
                .isEmpty();
    }

    @Test
    void noAnswerHasThem() throws Exception {
        for (String path : List.of(
                "/v1/audit",
                "/v1/runs",
                "/v1/runs/one",
                "/v1/runs/two",
                "/v1/runs/one/output",
                "/v1/runs/two/output",
                "/v1/tokens",
                "/v1/whoami",
                "/v1/containers",
                "/actuator/prometheus",
                "/actuator/info",
                "/rll/env",
                "/rll/proc")) {
            Answer answer = host.ask("GET", path, "");
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain(needles());
        }
        assertThat(host.ask("GET", "/v1/audit", "").body()).contains("wrong secrets or tokens");
    }

    private static void submit(String id, String placement, String end) throws Exception {
        assertThat(host.ask(
                                "PUT",
                                "/v1/runs/" + id,
                                "{\"script\": {\"source\": \"#!/bin/sh\\necho I have $PASS\\n" + end + "\\n\"},"
                                        + " \"inputs\": {\"PASS\": \"cred:PASSWORD\"}, \"placement\": \"" + placement
                                        + "\", \"thread\": \"" + id + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static String output(String id) throws Exception {
        return host.ask("GET", "/v1/runs/" + id + "/output", "").body();
    }

    private static List<String> needles() throws Exception {
        return host.sh("cat " + NEEDLES).lines().toList();
    }
}
