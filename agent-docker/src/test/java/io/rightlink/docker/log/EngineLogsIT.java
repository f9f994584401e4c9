package io.rightlink.docker.log;

import static io.rightlink.core.testing.OwnResources.sockets;
import static io.rightlink.core.testing.OwnResources.threads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.testing.TestbedHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of a real engine, over real connections, beside what {@code docker logs} shows of them. */
@Timeout(180)
class EngineLogsIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final String IMAGE = " rightlink-testbed/busybox ";

    @TempDir
    Path directory;

    private LogAgent agent;

    @BeforeAll
    static void fill() throws Exception {
        host.load(TestbedHost.BUSYBOX);
    }

    @BeforeEach
    void start() {
        agent = new LogAgent(URI.create("unix://" + host.dockerSocket()), directory);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(agent.get("nosuch/logs").statusCode()).isEqualTo(404));
    }

    @AfterEach
    void clean() throws Exception {
        agent.close();
        host.sh("systemctl start docker; docker rm -f $(docker ps -aq) >/dev/null 2>&1 || true");
    }

    @Test
    void saysTheSameAsDockerLogs() throws Exception {
        run("talk", "sh -c 'for i in $(seq 2000); do echo out $i; echo err $i >&2; done; printf unfinished'");
        assertThat(agent.bytes("talk/logs")).isEqualTo(dockerLogs("talk")).hasSizeGreaterThan(30_000);
    }

    @Test
    void saysTheSameOfATerminal() throws Exception {
        host.sh("docker run -t --name terminal" + IMAGE + "sh -c 'seq 1000; echo err >&2'");
        awaitShown("terminal");
        assertThat(agent.bytes("terminal/logs"))
                .isEqualTo(dockerLogs("terminal"))
                .contains('\r');
    }

    @Test
    void leavesBytesAsTheyAre() throws Exception {
        run("binary", "sh -c 'head -c 300000 /dev/urandom | grep -a \"\"'");
        assertThat(agent.bytes("binary/logs")).isEqualTo(dockerLogs("binary")).hasSizeGreaterThan(100_000);
    }

    @Test
    void takesTheParametersAsDockerLogsDoes() throws Exception {
        run("slow", "sh -c 'for i in 1 2 3 4; do echo $i; sleep 1; done'");
        List<String> times = new String(dockerLogs("--timestamps slow"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();
        assertThat(agent.get("slow/logs").body()).isEqualTo("1\n2\n3\n4\n");
        assertThat(agent.get("slow/logs?tail=2").body()).isEqualTo("3\n4\n");
        assertThat(agent.get("slow/logs?tail=0").body()).isEmpty();
        assertThat(agent.get("slow/logs?tail=all&until=" + times.get(1)).body()).isEqualTo("1\n2\n");
        assertThat(agent.get("slow/logs?since=" + times.get(2)).body()).isEqualTo("3\n4\n");
        assertThat(agent.bytes("slow/logs?tail=2&since=" + times.get(1) + "&until=" + times.get(2)))
                .isEqualTo(dockerLogs("--tail 2 --since " + times.get(1) + " --until " + times.get(2) + " slow"))
                .isNotEmpty();
        assertThat(agent.get("slow/logs?since=1h").body()).isEqualTo("1\n2\n3\n4\n");
        assertThat(agent.get("slow/logs?until=1h").body()).isEmpty();
        assertThat(agent.get("slow/logs?until=1970-01-01T00:00:00Z").body()).isEmpty();
        assertThat(agent.bytes("slow/logs?timestamps=true")).isEqualTo(dockerLogs("--timestamps slow"));
    }

    @Test
    void hasNothingOfAContainerThatNeverRan() throws Exception {
        host.sh("docker create --name created" + IMAGE + "true");
        awaitShown("created");
        for (String path : List.of("created/logs", "created/logs?follow=true")) {
            HttpResponse<String> answer = agent.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs", "logs?follow=true"})
    void doesNotSayThatThereIsNothingWhereItCannotBeRead(String query) throws Exception {
        host.sh("docker run --log-driver none --name elsewhere" + IMAGE + "echo text");
        awaitShown("elsewhere");
        HttpResponse<String> answer = agent.get("elsewhere/" + query);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("docker-refused").contains("does not support reading");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-t"})
    void showsAFollowerWhatIsWrittenAtOnceAndEndsWithTheContainer(String terminal) throws Exception {
        Path pipe = Files.createDirectory(host.shared().resolve("pipe" + terminal.length()));
        host.sh(
                "mkfifo " + TestbedHost.SHARED + "/pipe" + terminal.length() + "/in; docker run -d " + terminal + " -v "
                        + TestbedHost.SHARED + "/pipe" + terminal.length() + ":/pipe --name quiet" + IMAGE
                        + "sh -c 'echo begun; exec 3<>/pipe/in; while read -r line <&3 && [ $line != end ]; do echo $line; done'");
        awaitShown("quiet");
        List<Long> millis = new ArrayList<>();
        try (InputStream body = agent.stream("quiet/logs?follow=true");
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("begun");
            for (int i = 0; i < 20; i++) {
                long before = System.nanoTime();
                Files.writeString(pipe.resolve("in"), "line" + i + "\n");
                assertThat(lines.readLine()).isEqualTo("line" + i);
                millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
            }
            Files.writeString(pipe.resolve("in"), "end\n");
            assertThat(lines.readLine()).isNull();
        }
        System.out.println("milliseconds until a follower saw a line: " + millis);
        assertThat(millis.stream().sorted().toList().get(10)).isLessThan(200);
    }

    @Test
    void breaksOffForAFollowerWhenTheEngineIsKilled() throws Exception {
        start("cut", "sh -c 'echo begun; sleep 1000'");
        try (InputStream body = agent.stream("cut/logs?follow=true")) {
            assertThat(body.readNBytes(6)).asString().isEqualTo("begun\n");
            host.sh("systemctl kill --signal=KILL docker.service");
            assertThatIOException().isThrownBy(body::read);
        }
    }

    @Test
    void breaksOffForAFollowerWhenTheAgentStops() throws Exception {
        start("lasting", "sh -c 'echo begun; sleep 1000'");
        try (Socket client = agent.begin("lasting/logs?follow=true")) {
            InputStream answer = client.getInputStream();
            assertThat(upTo("begun\n", answer)).contains("200");
            long before = System.nanoTime();
            agent.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(answer.readAllBytes()).asString().doesNotContain("0\r\n\r\n");
        }
    }

    /** With nothing to read, so that nothing but the kernel's list of connections tells that the client has gone. */
    @Test
    void freesEverythingWhenAFollowerGoes() throws Exception {
        start("silent", "sleep 1000");
        agent.get("silent/logs");
        await().atMost(Duration.ofSeconds(5)).until(() -> threads("docker-log") == 0 && threads("docker-call") == 0);
        List<Socket> clients = new ArrayList<>();
        long sockets = sockets();
        for (int i = 0; i < 8; i++) {
            clients.add(agent.begin("silent/logs?follow=true"));
            assertThat(upTo("\r\n\r\n", clients.getLast().getInputStream())).contains("200");
        }
        assertThat(threads("docker-log")).isEqualTo(8);
        assertThat(sockets()).isGreaterThan(sockets + 8);
        for (Socket client : clients) {
            client.close();
        }
        long before = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(threads("docker-log")).isZero();
                    assertThat(sockets()).isEqualTo(sockets);
                });
        System.out.println("seconds until followers that had gone were noticed: "
                + Duration.ofNanos(System.nanoTime() - before).toSeconds());
    }

    @Test
    void freesEverythingWhenAReaderOfABigLogGoes() throws Exception {
        run("big", "sh -c 'yes | head -c 8000000'");
        agent.get("nosuch/logs");
        long sockets = sockets();
        try (Socket client = agent.begin("big/logs")) {
            assertThat(upTo("y\n", client.getInputStream())).contains("200");
            assertThat(threads("docker-log")).isOne();
        }
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(threads("docker-log")).isZero();
            assertThat(sockets()).isEqualTo(sockets);
        });
    }

    @Test
    void hasRoomForSixtyFourFollowers() throws Exception {
        start("popular", "sleep 1000");
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                clients.add(agent.begin("popular/logs?follow=true"));
                assertThat(upTo("\r\n\r\n", clients.getLast().getInputStream())).contains("200");
            }
            HttpResponse<String> refused = agent.get("popular/logs?follow=true");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("too-many-followers");
            assertThat(agent.get("popular/logs").statusCode()).isEqualTo(200);
            host.sh("docker kill popular");
            await().atMost(Duration.ofSeconds(10)).until(() -> threads("docker-log") == 0);
            assertThat(agent.get("popular/logs?follow=true").statusCode()).isEqualTo(200);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private void run(String name, String command) throws Exception {
        host.sh("docker run --name " + name + IMAGE + command + " >/dev/null 2>&1");
        awaitShown(name);
    }

    private void start(String name, String command) throws Exception {
        host.sh("docker run -d --name " + name + IMAGE + command);
        awaitShown(name);
    }

    private void awaitShown(String name) {
        await().atMost(Duration.ofSeconds(5)).until(() -> agent.get(name).statusCode() == 200);
    }

    /** Both outputs into one file, in which they stay as they are. */
    private static byte[] dockerLogs(String container) throws Exception {
        host.sh("docker logs " + container + " >" + TestbedHost.SHARED + "/logs 2>&1");
        return Files.readAllBytes(host.shared().resolve("logs"));
    }

    private static String upTo(String mark, InputStream answer) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(mark) < 0) {
            int next = answer.read();
            assertThat(next).as("after %s", read).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }
}
