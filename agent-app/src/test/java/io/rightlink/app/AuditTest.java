package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.store.Store;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What callers of a whole agent do, as its audit log has it. */
class AuditTest {

    private static final String SCRIPT =
            "{\"script\": {\"source\": \"#!/bin/sh\\ntrue\\n\"}, \"inputs\": {\"A\": \"text:s3cret\"}}";

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void recordsWhatChangesSomethingAndWhatCameOfIt() throws Exception {
        agent.send("PUT", "/v1/runs/one", SCRIPT);
        agent.send("POST", "/v1/boot/retry", "");

        JsonNode entries = entries(4);
        assertThat(entries.findValuesAsString("action")).containsExactly("PUT /v1/runs/one", "POST /v1/boot/retry");
        assertThat(entries.findValuesAsString("status")).containsExactlyInAnyOrder("201", "409");
        assertThat(entries.get(0).get("kind").asString()).isEqualTo("secret");
        assertThat(entries.get(0).get("address").asString()).startsWith("127.0.0.1:");
        assertThat(agent.get("/v1/audit/verify").get("holds").asBoolean()).isTrue();
    }

    @Test
    void recordsNothingOfThoseWhoMerelyReadOrAreRefused() throws Exception {
        agent.get("/v1/host");
        agent.send("GET", "/rll/env", "");
        agent.sendWithout("PUT", "/v1/runs/one");
        agent.send("POST", "/rll/tss/collectdv5", "");

        assertThat(agent.get("/v1/audit").get("items")).isEmpty();
    }

    @Test
    void hasNoParameterAndNoBody() throws Exception {
        agent.send("PUT", "/v1/runs/one", SCRIPT);
        agent.send("PUT", "/rll/tss/hostname?hostname=s3cret", "");

        assertThat(entries(4).toString()).doesNotContain("s3cret");
    }

    @Test
    void keepsOfALongPathItsBeginning() throws Exception {
        agent.send("POST", "/v1/units/" + "a".repeat(5_000) + "/start", "");

        assertThat(entries(2).get(0).get("action").asString())
                .hasSize(500)
                .startsWith("POST /v1/units/aaa")
                .endsWith("a…");
    }

    @Test
    void letsNothingBeDoneThatCannotBeRecorded() throws Exception {
        int _ = agent.context().getBean(Store.class).write(db -> db.sql("DROP TABLE audit")
                .update());

        HttpResponse<String> put = agent.send("PUT", "/v1/runs/one", SCRIPT);

        assertThat(put.statusCode()).isEqualTo(503);
        assertThat(put.body()).contains("urn:rightlink:problem:audit-unavailable");
        assertThat(agent.send("GET", "/v1/runs/one", "").statusCode()).isEqualTo(404);
        assertThat(Files.exists(home.resolve("state/runs/one"))).isFalse();
    }

    @Test
    void refusesParametersThatMakeNoSense() throws Exception {
        assertThat(agent.send("GET", "/v1/audit?after=-1", "").statusCode()).isEqualTo(400);
        assertThat(agent.send("GET", "/v1/audit?limit=0", "").statusCode()).isEqualTo(400);
        assertThat(agent.send("GET", "/v1/audit?limit=10001", "").statusCode()).isEqualTo(400);
    }

    private JsonNode entries(int count) {
        return Awaitility.await().until(() -> agent.get("/v1/audit").get("items"), items -> items.size() == count);
    }
}
