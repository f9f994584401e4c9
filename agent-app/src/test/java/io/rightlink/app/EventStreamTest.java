package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.app.EventReader.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The events of the whole agent over HTTP, with runs as what happens. */
@Timeout(60)
class EventStreamTest {

    private static final Optional<String> FROM_NOW_ON = Optional.empty();

    @TempDir
    Path home;

    @Test
    void tellsTheStatesOfARun() throws Exception {
        try (RunningAgent agent = agent("15s");
                EventReader reader = new EventReader(agent, "?type=run", FROM_NOW_ON)) {
            run(agent, "greeting", "exit 3");

            for (String state : new String[] {"queued", "running", "failed"}) {
                Sent event = reader.next(_ -> true);
                assertThat(event.type()).isEqualTo("run");
                assertThat(event.text("id")).isEqualTo("greeting");
                assertThat(event.text("state")).isEqualTo(state);
                assertThat(Instant.parse(event.text("at")))
                        .isBetween(Instant.now().minusSeconds(30), Instant.now());
            }
        }
    }

    @Test
    void tellsWhoComesBackWhatHappenedMeanwhile() throws Exception {
        try (RunningAgent agent = agent("100ms")) {
            String place;
            try (EventReader reader = new EventReader(agent, "?type=container", FROM_NOW_ON)) {
                place = reader.lastId();
            }
            run(agent, "meanwhile", "exit 0");
            Awaitility.await().untilAsserted(() -> assertThat(
                            agent.get("/v1/runs/meanwhile").at("/state").asString())
                    .isEqualTo("succeeded"));
            try (EventReader reader = awaitRoom(agent, Optional.of(place))) {
                assertThat(reader.next(event -> event.type().equals("run")).text("state"))
                        .isEqualTo("queued");
                assertThat(reader.next(event -> event.text("state").equals("succeeded"))
                                .type())
                        .isEqualTo("run");
            }
        }
    }

    @Test
    void saysToWhoComesBackThatTheAgentWasStartedAnew() throws Exception {
        String place;
        try (RunningAgent agent = agent("15s");
                EventReader reader = new EventReader(agent, "", FROM_NOW_ON)) {
            place = reader.lastId();
        }
        try (RunningAgent agent = agent("15s");
                EventReader reader = new EventReader(agent, "", Optional.of(place))) {
            Sent event = reader.next(_ -> true);
            assertThat(event.type()).isEqualTo("missed");
            assertThat(event.text("reason")).isEqualTo("the agent was started anew");
            assertThat(Instant.parse(event.text("since"))).isBefore(Instant.parse(event.text("until")));
        }
    }

    @Test
    void noticesThatAReaderHasGoneAndHasRoomForAnother() throws Exception {
        try (RunningAgent agent = agent("100ms")) {
            for (int i = 0; i < 5; i++) {
                try (EventReader _ = awaitRoom(agent, FROM_NOW_ON)) {
                    assertThatExceptionOfType(IOException.class)
                            .isThrownBy(() -> new EventReader(agent, "", FROM_NOW_ON))
                            .withMessageContaining("503")
                            .withMessageContaining("too-many-readers");
                }
            }
        }
    }

    @Test
    void endsThoseWhoReadWithTheAgent() throws Exception {
        RunningAgent agent = agent("30s");
        try (EventReader reader = new EventReader(agent, "", FROM_NOW_ON)) {
            Instant before = Instant.now();
            agent.close();

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(reader.awaitEnd(5)).isTrue();
        }
    }

    private static EventReader awaitRoom(RunningAgent agent, Optional<String> after) {
        return Awaitility.await()
                .ignoreException(IOException.class)
                .until(() -> new EventReader(agent, "", after), _ -> true);
    }

    private RunningAgent agent(String heartbeat) {
        return new RunningAgent(home, "--rightlink.events.readers=1", "--rightlink.events.heartbeat=" + heartbeat);
    }

    private static void run(RunningAgent agent, String id, String script) throws Exception {
        String body = "{\"script\": {\"source\": \"#!/bin/sh\\n" + script + "\"}}";
        assertThat(agent.send("PUT", "/v1/runs/" + id, body).statusCode()).isEqualTo(201);
    }
}
