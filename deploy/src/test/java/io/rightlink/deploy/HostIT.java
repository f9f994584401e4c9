package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.deploy.InstalledHost.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The agent's main job, end to end. */
class HostIT {

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @BeforeAll
    static void install() throws Exception {
        host.sh(
                "docker run -d --restart always --name web --label tier=front rightlink-testbed/busybox sleep infinity");
        host.sh("docker run --name batch rightlink-testbed/busybox sh -c 'exit 3' || true");
        host.sh("docker create --name later rightlink-testbed/busybox true");
        host.applyCloudConfig();
        host.startClient();
    }

    @Test
    void isInstalledByTheCloudConfigAndRunsAsAUnit() throws Exception {
        assertThat(host.run("systemctl", "is-active", "rightlink").trim()).isEqualTo("active");
        assertThat(host.run("systemctl", "is-enabled", "rightlink").trim()).isEqualTo("enabled");
        assertThat(host.sh("cat /etc/systemd/system/rightlink.service"))
                .contains("RIGHTLINK_BRIDGE_ADDRESS=" + host.bridgeAddress())
                .contains(InstalledHost.IMAGE);
        assertThat(host.sh("systemd-analyze verify /etc/systemd/system/rightlink.service 2>&1"))
                .isEmpty();
    }

    @Test
    void describesTheHostToAContainerOnTheBridge() throws Exception {
        JsonNode answer = host.get("/v1/host");

        assertThat(answer.get("hostname").asString())
                .isEqualTo(host.run("hostname").trim());
        assertThat(answer.get("kernel").asString())
                .isEqualTo(host.run("uname", "-r").trim());
        assertThat(answer.get("architecture").asString())
                .isEqualTo(host.run("uname", "-m").trim());
        assertThat(answer.get("cpus").asString()).isEqualTo(host.run("nproc").trim());
        assertThat(answer.get("os").asString())
                .isEqualTo(host.sh(". /etc/os-release; echo $PRETTY_NAME").trim());
        assertThat(answer.at("/agent/placement").asString()).isEqualTo("container");
    }

    @Test
    void listsTheUnitsThatSystemctlLists() throws Exception {
        Awaitility.await()
                .untilAsserted(() -> assertThat(rows("/v1/units", "name", "loadState", "activeState", "subState"))
                        .isEqualTo(sorted(host.sh(
                                "systemctl list-units --all --plain --no-legend --full | awk '{print $1,$2,$3,$4}'"))));
    }

    @Test
    void listsTheContainersThatDockerLists() throws Exception {
        assertThat(rows("/v1/containers", "id", "name", "state"))
                .isEqualTo(sorted(host.sh("docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.State}}'")))
                .anyMatch(row -> row.endsWith("batch exited"))
                .anyMatch(row -> row.endsWith("later created"));
        assertThat(host.get("/v1/containers/batch").get("exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void listsTheImagesThatDockerLists() throws Exception {
        assertThat(rows("/v1/images", "id"))
                .isEqualTo(sorted(host.sh("docker images --no-trunc --format '{{.ID}}' | sort -u")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    node_memory_MemTotal_bytes                            | awk '/^MemTotal/ {printf "%.0f", $2 * 1024}' /proc/meminfo
                    node_boot_time_seconds                                | awk '/^btime/ {print $2}' /proc/stat
                    node_forks_total                                      | awk '/^processes/ {print $2}' /proc/stat
                    node_context_switches_total                           | awk '/^ctxt/ {print $2}' /proc/stat
                    node_cpu_seconds_total{cpu="0",mode="user"}           | awk '/^cpu0/ {printf "%.2f", $2 / 100}' /proc/stat
                    node_cpu_seconds_total{cpu="0",mode="idle"}           | awk '/^cpu0/ {printf "%.2f", $5 / 100}' /proc/stat
                    node_disk_written_bytes_total{device="DISK"}          | awk '$3 == "DISK" {printf "%.0f", $10 * 512}' /proc/diskstats
                    node_disk_reads_completed_total{device="DISK"}        | awk '$3 == "DISK" {print $4}' /proc/diskstats
                    node_network_receive_bytes_total{device="docker0"}    | cat /sys/class/net/docker0/statistics/rx_bytes
                    node_network_transmit_packets_total{device="docker0"} | cat /sys/class/net/docker0/statistics/tx_packets
                    """)
    void measuresWhatTheKernelSays(String series, String kernel) throws Exception {
        String disk =
                host.sh("ls /sys/block | grep -vE '^(ram|loop)' | head -n 1").trim();
        String read = kernel.replace("DISK", disk);

        double before = Double.parseDouble(host.sh(read));
        String metrics = host.ask("GET", "/actuator/prometheus", "").body();
        double after = Double.parseDouble(host.sh(read));

        assertThat(metric(metrics, series.replace("DISK", disk))).isBetween(before, after);
    }

    @Test
    void measuresEachContainerByItsCgroup() throws Exception {
        host.sh("docker run -d --name burner rightlink-testbed/busybox sh -c 'while :; do :; done'");
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                String metrics = host.ask("GET", "/actuator/prometheus", "").body();
                assertThat(container(metrics, "container_cpu_usage_seconds_total", "burner"))
                        .isGreaterThan(1);
                assertThat(container(metrics, "container_cpu_usage_seconds_total", "web"))
                        .isLessThan(1);
                assertThat(container(metrics, "container_memory_working_set_bytes", "web"))
                        .isBetween(1e4, 5e7);
            });
        } finally {
            host.sh("docker rm -f burner");
        }
    }

    @Test
    void restartsAUnitAndTellsItsRealOutcome() throws Exception {
        host.sh(
                "printf '[Service]\\nExecStart=/bin/sleep infinity\\n' >/etc/systemd/system/good.service;"
                        + " printf '[Service]\\nType=oneshot\\nExecStart=/bin/false\\n' >/etc/systemd/system/bad.service; systemctl daemon-reload");

        JsonNode good = host.job("/v1/units/good.service/restart");
        JsonNode bad = host.job("/v1/units/bad.service/restart");

        assertThat(good.get("state").asString()).isEqualTo("succeeded");
        assertThat(good.at("/result/unit/mainPid").asString())
                .isEqualTo(
                        host.run("systemctl", "show", "-P", "MainPID", "good").trim());
        assertThat(bad.get("state").asString()).isEqualTo("failed");
        assertThat(bad.at("/problem/detail").asString())
                .contains("Cannot restart 'bad.service'")
                .contains("exit status 1");
        host.sh(
                "systemctl stop good; systemctl reset-failed; rm /etc/systemd/system/good.service /etc/systemd/system/bad.service;"
                        + " systemctl daemon-reload");
    }

    @Test
    void readsTheJournalOfAUnit() throws Exception {
        String expected = host.run("journalctl", "--unit=docker.service", "--output=cat", "--no-pager");

        JsonNode journal = host.get("/v1/units/docker.service/journal?lines=5000");

        assertThat(journal.get("complete").asBoolean()).as(journal.toString()).isTrue();
        assertThat(journal.get("items")
                        .valueStream()
                        .map(item -> item.get("message").asString() + "\n")
                        .collect(Collectors.joining()))
                .contains("Started docker.service")
                .startsWith(expected);
    }

    @Test
    void followsTheJournalOfAUnit() throws Exception {
        host.sh("systemd-run --wait --unit=talker echo first; . /var/run/rightlink/secret;"
                + " curl -sN -m 60 -H \"X-RLL-Secret: $RS_RLL_SECRET\""
                + " 'http://127.0.0.1:88/v1/units/talker.service/journal?follow=true' >/run/followed 2>&1 </dev/null &"
                + " echo $! >/run/follower");
        awaitOutput("cat /run/followed", "\"message\":\"first\"");

        host.sh("systemd-run --wait --unit=talker echo second");
        awaitOutput("cat /run/followed", "\"message\":\"second\"");
        awaitOutput("docker top rightlink", "journalctl");

        host.sh("kill $(cat /run/follower)");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !host.sh("docker top rightlink")
                .contains("journalctl"));
    }

    @Test
    void tellsWhatIsNotThere() throws Exception {
        for (String path : List.of(
                "/v1/units/nothing.service", "/v1/containers/nothing", "/v1/runs/nothing", "/v1/jobs/nothing")) {
            Answer answer = host.ask("GET", path, "");

            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.json().get("type").asString())
                    .startsWith("urn:rightlink:problem:")
                    .endsWith("-not-found");
        }
        assertThat(host.ask("POST", "/v1/units/nothing.service/restart", "").status())
                .isEqualTo(404);
        assertThat(host.ask("POST", "/v1/containers/rightlink/stop", "").status())
                .isEqualTo(409);
    }

    @Test
    void runsAScriptWithItsInputs() throws Exception {
        Answer answer = host.ask(
                "PUT",
                "/v1/runs/hello",
                "{\"script\": {\"source\": \"#!/usr/bin/env python3\\nimport os\\nprint(os.environ['WHO'])\"},"
                        + " \"inputs\": {\"WHO\": \"text:me\"}}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(host.ask("GET", "/v1/runs/hello/output?follow=true", "").body())
                .isEqualTo("me\n");
        assertThat(host.get("/v1/runs/hello").get("exitCode").asInt()).isZero();
    }

    @Test
    void isHealthyInEveryPart() throws Exception {
        JsonNode health = host.get("/actuator/health");

        assertThat(List.of("docker", "systemd", "hostFiles", "store", "disk")).allSatisfy(part -> assertThat(
                        health.at("/components/" + part + "/status").asString())
                .as(health.toString())
                .isEqualTo("UP"));
        assertThat(host.sh("docker exec rightlink rightlink --selfcheck -rootfs /host"))
                .endsWith("Self-check succeeded\n");
    }

    @Test
    void answersNobodyWithoutTheSecretButTheProbes() throws Exception {
        for (String line : Files.readAllLines(Path.of("../docs/api/endpoints.txt"))) {
            List<String> words = Arrays.stream(line.split("\\s+", -1)).toList();
            int expected = words.get(2).equals("OPEN") ? 200 : 401;
            String path = words.get(1).replaceAll("\\{[^}]+}", "x");

            assertThat(host.askWithoutSecret(words.get(0), path).status())
                    .as(line)
                    .isEqualTo(expected);
        }
        assertThat(host.askOnHost("http://127.0.0.1:88/v1/host").status()).isEqualTo(401);
    }

    @Test
    void listensOnTheBridgeAndOnLoopbackAlone() throws Exception {
        assertThat(sorted(host.sh("ss -ltnpH | grep '\"java\"' | awk '{print $4}'")))
                .isEqualTo(sorted("127.0.0.1:88\n" + host.bridgeAddress() + ":88\n"));
    }

    @Test
    void comesBackAfterItWasKilled() throws Exception {
        host.run("docker", "kill", "rightlink");

        host.awaitAnswers(Duration.ofSeconds(60));
    }

    @Test
    void comesBackAfterAReboot() throws Exception {
        host.reboot();

        host.awaitAnswers(Duration.ofSeconds(60));
        host.startClient();
        assertThat(host.get("/v1/containers/batch").get("state").asString()).isEqualTo("exited");
    }

    @Test
    void stopsWithTheEngineAndComesBackWithIt() throws Exception {
        host.sh("systemctl stop docker.socket docker.service");
        assertThat(host.sh("systemctl is-active rightlink || true").trim()).isEqualTo("inactive");

        host.run("systemctl", "start", "docker.service");

        host.awaitAnswers(Duration.ofSeconds(60));
        host.startClient();
    }

    @Test
    void findsABridgeThatAppearsLateAndFollowsIt() throws Exception {
        host.sh("docker run -d --name second --network host -e RIGHTLINK_BRIDGE_NAME=late0 " + InstalledHost.IMAGE
                + " -listen docker-bridge:89 -state /tmp/state -run /tmp/run");
        try {
            awaitProbe("127.0.0.1");
            host.sh(
                    "ip link add late0 type bridge && ip address add 172.31.255.1/24 dev late0 && ip link set late0 up");
            awaitProbe("172.31.255.1");
            host.sh("ip address add 172.31.254.1/24 dev late0 && ip address del 172.31.255.1/24 dev late0");
            awaitProbe("172.31.254.1");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(sorted(host.sh("ss -ltnH 'sport = 89' | awk '{print $4}'")))
                            .isEqualTo(sorted("127.0.0.1:89\n172.31.254.1:89\n")));
        } finally {
            host.sh("docker rm -f second; ip link del late0");
        }
    }

    @Test
    void isTheSameAfterItIsInstalledAgain() throws Exception {
        String before = host.run("systemctl", "show", "-P", "MainPID,ActiveEnterTimestampMonotonic", "rightlink");

        host.applyCloudConfig();

        assertThat(host.run("systemctl", "show", "-P", "MainPID,ActiveEnterTimestampMonotonic", "rightlink"))
                .isEqualTo(before);
    }

    private static void awaitOutput(String command, String part) {
        Awaitility.await().untilAsserted(() -> assertThat(host.sh(command)).contains(part));
    }

    private static void awaitProbe(String address) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> host.askOnHost("http://" + address + ":89/actuator/health/liveness")
                                .status()
                        == 200);
    }

    private static List<String> rows(String path, String... fields) throws Exception {
        JsonNode listing = host.get(path);
        assertThat(listing.get("complete").asBoolean()).isTrue();
        return sorted(listing.get("items")
                .valueStream()
                .filter(item -> Stream.of(fields).allMatch(item::has))
                .map(item -> String.join(
                        " ",
                        Stream.of(fields)
                                .map(field -> item.get(field).asString())
                                .toList()))
                .reduce("", (all, row) -> all + row + "\n"));
    }

    private static List<String> sorted(String lines) {
        return List.copyOf(new TreeSet<>(lines.lines().map(String::trim).toList()));
    }

    private static double metric(String metrics, String series) {
        return value(metrics, Pattern.quote(series));
    }

    private static double container(String metrics, String name, String container) {
        return value(metrics, name + "\\{[^}]*name=\"" + container + "\"[^}]*}");
    }

    private static double value(String metrics, String series) {
        Matcher line =
                Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE).matcher(metrics);
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
