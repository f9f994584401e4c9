package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.process.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who follow a journal, and of what runs for them, with a script that stands for journalctl. */
@Timeout(60)
class JournalStreamTest {

    /** Is there while it follows. */
    private static final String JOURNALCTL = """
            #!/bin/sh
            case "$*" in
            *--follow*) echo $$ >>HOME/pids; exec sleep 600 ;;
            *) printf '{"__CURSOR":"s=818367cb22c34b1a91db76873c1e108d;i=1;b=8236c512df8343cabe75878b169c9ba1;m=1;t=1;x=1","__REALTIME_TIMESTAMP":"1","MESSAGE":"hello"}\\n' ;;
            esac
            """;

    @TempDir
    Path home;

    @BeforeEach
    void makeHost() throws IOException {
        Files.createDirectories(home.resolve("host/var/log/journal"));
        Programs.write(home.resolve("journalctl"), JOURNALCTL.replace("HOME", home.toString()));
    }

    @Test
    void endsTheProcessOfAClientThatHasGone() throws Exception {
        try (RunningAgent agent = agent("100ms")) {
            for (int i = 0; i < 5; i++) {
                try (Socket client = follow(agent)) {
                    assertThat(upToTheEntry(client)).anyMatch(line -> line.contains("text/event-stream"));
                    Awaitility.await().until(() -> running() == 1);
                }
                Awaitility.await().until(() -> running() == 0);
            }
        }
    }

    @Test
    void endsThoseWhoFollowWithTheAgent() throws Exception {
        RunningAgent agent = agent("30s");
        try (Socket client = follow(agent)) {
            List<String> lines = upToTheEntry(client);
            assertThat(lines).isNotEmpty();

            Instant before = Instant.now();
            agent.close();

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(running()).isZero();
        }
    }

    /** Room for one alone shows whether those before have left. */
    private RunningAgent agent(String heartbeat) {
        return new RunningAgent(
                home,
                "--rightlink.rootfs=" + home.resolve("host"),
                "--rightlink.journal.command=" + home.resolve("journalctl"),
                "--rightlink.journal.followers=1",
                "--rightlink.journal.heartbeat=" + heartbeat);
    }

    private static Socket follow(RunningAgent agent) throws IOException {
        Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), agent.port());
        client.setSoTimeout(20_000);
        String request = "GET /v1/units/web.service/journal?follow=true HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: "
                + agent.secret() + "\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static List<String> upToTheEntry(Socket client) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        return answer.lines()
                .takeWhile(line -> !line.contains("\"message\":\"hello\""))
                .toList();
    }

    private long running() throws IOException {
        Path pids = home.resolve("pids");
        return Files.exists(pids)
                ? Files.readAllLines(pids).stream()
                        .filter(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent())
                        .count()
                : 0;
    }
}
