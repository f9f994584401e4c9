package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code rightlink} of the host, as people and their scripts use it. */
class CommandIT {

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @BeforeAll
    static void install() throws Exception {
        host.sh("docker run -d --name web rightlink-testbed/busybox sh -c 'echo from web; exec sleep infinity'");
        host.sh("docker run --name batch rightlink-testbed/busybox sh -c 'exit 3' || true");
        host.sh("printf '[Service]\\nType=oneshot\\nExecStart=/bin/false\\n' >/run/systemd/system/bad.service;"
                + " systemctl daemon-reload; systemctl start bad || true");
        host.applyCloudConfig();
        host.awaitAnswers(Duration.ofSeconds(60));
        Awaitility.await().until(() -> host.sh("rightlink status"), status -> status.contains("operational"));
    }

    @Test
    void isInThePathOfTheHost() throws Exception {
        assertThat(host.sh("command -v rightlink").trim()).isEqualTo("/usr/local/bin/rightlink");
        assertThat(host.sh("rightlink --version")).startsWith("RightLink ");
    }

    @Test
    void tellsTheHostsStatus() throws Exception {
        assertThat(host.sh("rightlink status"))
                .contains(host.run("hostname").trim())
                .containsPattern("boot +operational")
                .containsPattern("units +\\d+ failed +.*bad.service")
                .containsPattern("containers +0 unhealthy");
        assertThat(json("rightlink status --json").at("/host/agent/placement").asString())
                .isEqualTo("container");
    }

    @Test
    void listsUnits() throws Exception {
        assertThat(host.sh("rightlink units 'docker*' --state running"))
                .containsPattern("(?m)^docker.service +loaded +active +running +enabled ");
        assertThat(json("rightlink units --json --state failed")
                        .at("/items/0/name")
                        .asString())
                .isEqualTo("bad.service");
    }

    @Test
    void listsContainers() throws Exception {
        assertThat(host.sh("rightlink containers"))
                .containsPattern("(?m)^web .*running +Up ")
                .doesNotContain("batch");
        assertThat(host.sh("rightlink containers --all")).containsPattern("(?m)^batch .*exited +Exited \\(3\\)");
    }

    @Test
    void showsLogsAndUnitsJournals() throws Exception {
        assertThat(host.sh("rightlink logs web")).isEqualTo("from web\n");
        assertThat(host.sh("rightlink logs unit:bad.service --tail 20")).contains("systemd[1]: ");
        assertThat(host.sh("rightlink logs none 2>&1; echo $?")).endsWith("\n5\n");
    }

    @ParameterizedTest
    @CsvSource({"agent, 0", "agent, 3", "host, 0", "host, 7"})
    void runsAFileOfTheHostAndExitsAsItDoes(String placement, int status) throws Exception {
        host.sh("printf '#!/bin/sh\\necho \"got $WHAT\"; exit " + status + "\\n' >'/root/a script'");

        assertThat(host.sh("cd /root; rightlink run --file 'a script' --placement " + placement
                        + " --input 'WHAT=a  b' 2>/root/err; echo $?; cat /root/err"))
                .isEqualTo("got a  b\n" + status + "\n");
    }

    @Test
    void runsAScriptFromStandardInputThatIsKilled() throws Exception {
        assertThat(host.sh("printf '#!/bin/sh\\nkill -9 $$\\n' | rightlink run --file=-; echo $?"))
                .isEqualTo("137\n");
    }

    @Test
    void leavesTheInputOfALoopAlone() throws Exception {
        assertThat(host.sh("printf 'one\\ntwo\\n' | while read -r name; do rightlink logs web; echo $name; done"))
                .isEqualTo("from web\none\nfrom web\ntwo\n");
    }

    @Test
    void leavesNothingBehindInTheContainerWhenItIsInterrupted() throws Exception {
        String id = host.sh("printf '#!/bin/sh\\nsleep 1000\\n' | rightlink run --file=- --thread other --detach")
                .trim();
        host.sh("rightlink logs -f run:" + id + " >/dev/null 2>&1 </dev/null & echo $! >/run/follower");
        Awaitility.await().until(() -> processes(), list -> list.contains("logs -f run:" + id));

        host.sh("kill -TERM $(cat /run/follower)");

        Awaitility.await().until(() -> processes(), list -> !list.contains("logs -f run:" + id));
        assertThat(host.sh("rightlink cancel " + id + " 2>&1")).contains("cancelled");
    }

    @Test
    void makesTokensAndRevokesThem() throws Exception {
        assertThat(host.sh("rightlink token create ci --role read --expires 1h 2>/dev/null")
                        .trim())
                .matches("rlt_\\w+");
        assertThat(host.sh("rightlink token list")).containsPattern("(?m)^ci +read +valid");
        assertThat(host.sh("rightlink token revoke ci 2>&1; rightlink token revoke ci 2>/dev/null; echo $?"))
                .isEqualTo("rightlink: The token 'ci' is revoked\n5\n");
    }

    @Test
    void tellsByItsStatusThatNoAgentRuns() throws Exception {
        host.run("systemctl", "stop", "rightlink");
        try {
            assertThat(host.sh("rightlink status 2>&1; echo $?; rightlink run x 2>/dev/null; echo $?"))
                    .contains("systemctl status rightlink")
                    .endsWith("\n3\n121\n");
        } finally {
            host.run("systemctl", "start", "rightlink");
            host.awaitAnswers(Duration.ofSeconds(60));
        }
    }

    private static String processes() throws Exception {
        return host.sh("docker top rightlink -eo pid,args");
    }

    private static JsonNode json(String command) throws Exception {
        return JsonMapper.shared().readTree(host.sh(command));
    }
}
