package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who follow the output of a run that says nothing. */
@Timeout(90)
class RunFollowersTest {

    private static final int MOST = 64;

    @TempDir
    Path home;

    @Test
    void areBoundedAndNoticedToHaveGone() throws Exception {
        try (RunningAgent agent = new RunningAgent(home)) {
            agent.send(
                    "PUT", "/v1/runs/silent", "{\"script\":{\"source\":\"#!/bin/sh\\necho begun; exec sleep 600\"}}");
            List<Socket> followers = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                followers.add(follow(agent));
                assertThat(statusFor(followers.getLast())).endsWith(" 200 ");
            }
            assertThat(statusOfOneMore(agent)).endsWith(" 503 ");
            for (Socket follower : followers) {
                follower.close();
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(statusOfOneMore(agent)).endsWith(" 200 "));
            agent.send("DELETE", "/v1/runs/silent", "");
        }
    }

    private static String statusOfOneMore(RunningAgent agent) throws IOException {
        try (Socket client = follow(agent)) {
            return statusFor(client);
        }
    }

    private static Socket follow(RunningAgent agent) throws IOException {
        Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), agent.port());
        client.setSoTimeout(20_000);
        String request = "GET /v1/runs/silent/output?follow=true HTTP/1.1\r\nHost: 127.0.0.1\r\nX-RLL-Secret: "
                + agent.secret() + "\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Reads {@code HTTP/1.1 200 }. */
    private static String statusFor(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
