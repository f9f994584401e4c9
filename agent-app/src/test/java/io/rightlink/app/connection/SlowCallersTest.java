package io.rightlink.app.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who take their time, over real sockets, where a second or two is allowed. */
@Timeout(60)
class SlowCallersTest {

    private static final String LIMITS = "--rightlink.listen.connections.";

    /** More than is allowed for anything. */
    private static final Duration LONG = Duration.ofSeconds(7);

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home, LIMITS + "head-within=2s", LIMITS + "body-within=2s", LIMITS + "stalled-for=3s");
    }

    @Test
    void whoSaysNothingIsCutOff() throws Exception {
        try (RawCaller caller = new RawCaller(agent.port())) {
            assertThat(caller.readToTheEnd()).isEmpty();
        }
    }

    @Test
    void whoSaysNothingMoreIsCutOff() throws Exception {
        assertThat(RawCaller.answerTo(agent.port(), "GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /", "GET / HTTP/1.1\r\nHost: localhost\r\nX: "})
    void aHeadThatTricklesIsCutOff(String beginning) throws Exception {
        assertThat(answerToTrickling(beginning)).isEmpty();
    }

    @Test
    void aBodyThatTricklesIsCutOff() throws Exception {
        List<String> heads = List.of(
                "PUT /v1/runs/one HTTP/1.1\r\nContent-Type: application/json",
                "PUT /rll/env/A HTTP/1.1\r\nContent-Type: text/plain",
                "PUT /rll/docker/control HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded",
                "POST /v1/boot/retry HTTP/1.1\r\nX: y",
                "POST /rll/tss/collectdv5 HTTP/1.1\r\nContent-Type: text/plain");
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String head : heads) {
                for (String secret : List.of("X-RLL-Secret: " + agent.secret() + "\r\n", "")) {
                    String beginning = head + "\r\nHost: localhost\r\n" + secret;
                    answers.add(all.submit(() -> answerToTrickling(beginning + "Content-Length: 100000\r\n\r\n")));
                    answers.add(all.submit(
                            () -> answerToTrickling(beginning + "Transfer-Encoding: chunked\r\n\r\nffff\r\n")));
                }
            }
        }
        for (Future<String> answer : answers) {
            assertThat(answer.get()).doesNotContain("HTTP/1.1 5");
        }
    }

    @Test
    void whoReadsNoAnswersIsCutOff() throws Exception {
        String request =
                "GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: " + agent.secret() + "\r\n\r\n";
        try (RawCaller caller = new RawCaller(agent.port())) {
            assertThatThrownBy(() -> {
                        while (true) {
                            caller.send(request.repeat(100));
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoFollowsIsNot() throws Exception {
        try (RawCaller caller = new RawCaller(agent.port())) {
            caller.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: " + agent.secret() + "\r\n\r\n");
            assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            Thread.sleep(LONG);
            agent.send("PUT", "/v1/runs/told", "{\"script\": {\"source\": \"#!/bin/sh\\ntrue\\n\"}}");

            assertThat(caller.readUntil("told")).contains("event: run");
        }
    }

    /** Sends a byte every tenth of a second for as long as it can; returns what was answered. Fails if that is for too long. */
    private static String answerToTrickling(String beginning) throws Exception {
        try (RawCaller caller = new RawCaller(agent.port())) {
            caller.send(beginning);
            long end = System.nanoTime() + LONG.toNanos();
            try {
                while (true) {
                    assertThat(System.nanoTime()).as("nobody cut it off").isLessThan(end);
                    Thread.sleep(100);
                    caller.send("a");
                }
            } catch (IOException _) {
                return caller.readToTheEnd();
            }
        }
    }
}
