package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.deploy.InstalledHost.Answer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Units of a real host, changed and driven from a container on its bridge. */
@Timeout(300)
class UnitsIT {

    private static final int UNITS = 200;

    /** Sends a request for each unit, many at a time, and writes down the answers; then waits for each job and writes down what came of it. */
    private static final String STORM = """
            . /var/run/rightlink/secret
            printf 'X-RLL-Secret: %s\\n' "$RS_RLL_SECRET" >/tmp/header
            cat >/tmp/restart <<'END'
            id=$(curl -s -m 60 -H @/tmp/header -X POST "$1/v1/units/storm@$2.service/restart" | sed -n 's/.*"id":"\\([^"]*\\)".*/\\1/p')
            for n in 1 2 3 4; do
              job=$(curl -s -m 60 -H @/tmp/header "$1/v1/jobs/$id?wait=20s")
              case $job in *'"state":"running"'*) ;; *) break ;; esac
            done
            echo "$2 $job"
            END
            seq "$1" | xargs -P "$2" -I{} bash /tmp/restart "http://$3:88" {}
            """;

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @BeforeAll
    static void install() throws Exception {
        host.applyCloudConfig();
        host.startClient();
        Files.writeString(
                host.root().resolve("etc/systemd/system/storm@.service"), "[Service]\nExecStart=/bin/sleep infinity\n");
        host.sh("systemctl daemon-reload; seq " + UNITS + " | sed 's/.*/storm@&.service/' | xargs systemctl start");
    }

    @Test
    void changesAUnitAndTakesABrokenOneBack() throws Exception {
        String good = "[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n";
        JsonNode put = host.ended(host.ask("PUT", "/v1/units/app.service?enable=true&start=true", "text/plain", good));
        assertThat(put.get("state").asString()).as(put.toString()).isEqualTo("succeeded");
        assertThat(host.sh("systemctl is-enabled app; systemctl is-active app")).isEqualTo("enabled\nactive\n");

        String broken = "[Service]\nExecStart=/bin/sh -c 'echo alas; sleep 2; exit 3'\n";
        JsonNode job = host.ended(host.ask("PUT", "/v1/units/app.service?start=true", "text/plain", broken));

        assertThat(job.get("state").asString()).isEqualTo("failed");
        assertThat(job.at("/problem/detail").asString())
                .isEqualTo("Cannot change 'app.service': it failed soon after its start (exit-code, exit status 3);"
                        + " file, enablement and run state are what they were");
        assertThat(job.at("/result/journal").toString()).contains("alas");
        assertThat(host.sh("cat /etc/systemd/system/app.service")).isEqualTo(good);
        assertThat(host.sh("systemctl is-enabled app; systemctl is-active app")).isEqualTo("enabled\nactive\n");

        JsonNode preview = host.ask(
                        "PUT", "/v1/units/app.service?dryRun=true", "text/plain", "[Service]\nExecStrat=x\n")
                .json();
        assertThat(preview.at("/verification/valid").asBoolean()).isFalse();
        assertThat(preview.get("diff").asString()).contains("-ExecStart=/bin/sleep 1000\n");

        JsonNode gone = host.ended(host.ask("DELETE", "/v1/units/app.service", ""));
        assertThat(gone.get("state").asString()).as(gone.toString()).isEqualTo("succeeded");
        assertThat(host.ask("GET", "/v1/units/app.service", "").status()).isEqualTo(404);
    }

    @Test
    void keepsARunOnTheHostThoughTheAgentIsKilled() throws Exception {
        String run = """
                {"script": {"source": "#!/bin/sh\\necho begun\\nsleep 8\\necho ended\\nexit 5\\n"}, "placement": "host"}""";
        assertThat(host.ask("PUT", "/v1/runs/outlives", run).status()).isEqualTo(201);
        Awaitility.await()
                .until(() ->
                        host.ask("GET", "/v1/runs/outlives/output", "").body().equals("begun\n"));

        host.run("docker", "kill", "rightlink");
        host.awaitAnswers(Duration.ofSeconds(30));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        !host.get("/v1/runs/outlives").get("state").asString().equals("running"));
        assertThat(host.get("/v1/runs/outlives").get("exitCode").asInt()).isEqualTo(5);
        assertThat(host.ask("GET", "/v1/runs/outlives/output", "").body()).isEqualTo("begun\nended\n");
    }

    @Test
    void doesNotEndItselfByMistake() throws Exception {
        String enemy = "[Unit]\nConflicts=rightlink.service\n[Service]\nExecStart=/bin/sleep 1000\n";
        for (Answer refused : List.of(
                host.ask("POST", "/v1/units/rightlink.service/stop", ""),
                host.ask("POST", "/v1/units/docker.service/stop", ""),
                host.ask("POST", "/v1/units/docker.service/restart", ""),
                host.ask("DELETE", "/v1/units/rightlink.service", ""),
                host.ask(
                        "PUT",
                        "/v1/units/docker.service/drop-ins/x.conf?start=true",
                        "text/plain",
                        "[Service]\nNice=1\n"),
                host.ask("PUT", "/v1/units/rightlink.service?force=true&start=true", "text/plain", enemy))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.json().get("type").asString()).isEqualTo("urn:rightlink:problem:own-unit");
        }

        JsonNode put = host.ended(host.ask("PUT", "/v1/units/enemy.service?start=true", "text/plain", enemy));

        assertThat(put.at("/problem/type").asString()).isEqualTo("urn:rightlink:problem:own-unit");
        assertThat(host.sh("systemctl is-active rightlink.service").trim()).isEqualTo("active");
        assertThat(host.root().resolve("etc/systemd/system/enemy.service")).doesNotExist();
    }

    @Test
    void tellsTheTruthOfEachOfManyJobs() throws Exception {
        List<JsonNode> jobs = restartAll(UNITS * 9 / 10);

        for (JsonNode job : jobs) {
            assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("succeeded");
            assertThat(job.at("/result/result").asString()).isEqualTo("done");
        }
        assertTellTheProcesses(jobs);
    }

    @Test
    void endsEveryJobThoughTheBusIsRestartedMeanwhile() throws Exception {
        host.sh("systemd-run --quiet --on-active=2 --timer-property=AccuracySec=100ms systemctl restart dbus.service");

        // How many requests find no bus, and are told so, is a matter of how long it is away.
        List<JsonNode> jobs = restartAll(UNITS / 2);

        assertThat(host.sh("systemctl show -P ActiveEnterTimestampMonotonic dbus.service")
                        .trim())
                .isNotEqualTo("0");
        for (JsonNode job : jobs) {
            assertThat(job.get("state").asString()).as(job.toString()).isIn("succeeded", "failed");
        }
        assertThat(jobs.stream()
                        .filter(job -> job.get("state").asString().equals("succeeded"))
                        .count())
                .as("jobs that succeeded")
                .isGreaterThan(jobs.size() * 9 / 10);
        Instant asked = Instant.now();
        assertThat(host.get("/v1/units/docker.service").get("activeState").asString())
                .isEqualTo("active");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    /** Returns the jobs that were begun, each as it ended; a request that found no systemd has begun none. */
    private static List<JsonNode> restartAll(int least) throws Exception {
        String units = Integer.toString(UNITS);
        String atOnce = Integer.toString(UNITS / 4);
        List<JsonNode> jobs = host.run(
                        "docker", "exec", "client", "bash", "-c", STORM, "storm", units, atOnce, host.bridgeAddress())
                .lines()
                .map(line -> JsonMapper.shared().readTree(line.substring(line.indexOf(' '))))
                .filter(answer -> answer.has("kind"))
                .toList();
        assertThat(jobs).hasSizeGreaterThan(least);
        return jobs;
    }

    private static void assertTellTheProcesses(List<JsonNode> jobs) throws Exception {
        String pids = host.sh("seq " + UNITS + " | sed 's/.*/storm@&.service/' | xargs systemctl show -P MainPID");
        assertThat(jobs.stream()
                        .map(job -> job.at("/result/unit/mainPid").asString())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        pids.lines().filter(pid -> !pid.isEmpty()).toList());
    }
}
