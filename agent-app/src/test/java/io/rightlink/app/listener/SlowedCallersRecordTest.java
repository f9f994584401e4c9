package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.core.audit.Audit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Over the audit log of a whole agent. */
class SlowedCallersRecordTest {

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void hasOneEntryOfWhoTriesAndNothingOfWhatWasTried() throws Exception {
        try (RunningAgent agent = new RunningAgent(home)) {
            for (int i = 0; i < 50; i++) {
                String header = i % 2 == 0 ? "X-RLL-Secret" : "Authorization";
                assertThat(agent.sendWithout("PUT", "/v1/runs/one", header, "Bearer guess" + i)
                                .statusCode())
                        .isEqualTo(i < 5 ? 401 : 429);
            }
            JsonNode entry = entries(agent, 1).get(0);
            assertThat(entry.get("kind").asString()).isEqualTo("nobody");
            assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
            assertThat(entry.get("action").asString()).isEqualTo("5 wrong secrets or tokens");
            assertThat(entry.get("status").asInt()).isEqualTo(429);
            assertThat(entry.toString()).doesNotContain("guess");
            assertThat(agent.get("/v1/audit/verify").get("holds").asBoolean()).isTrue();
        }
    }

    @Test
    void isBoundedAnHourAndCountsTheRest() throws Exception {
        try (RunningAgent agent = new RunningAgent(home)) {
            SlowedCallersRecord record = new SlowedCallersRecord(agent.context().getBean(Audit.class), () -> now);
            for (int i = 0; i < 1_000; i++) {
                record.slowed("172.17." + i / 200 + "." + i % 200, 5);
            }
            List<String> actions = entries(agent, SlowedCallersRecord.MOST).findValuesAsString("action");
            assertThat(actions.getLast()).endsWith("whoever else is refused in this hour is counted");
            now = now.plus(Duration.ofHours(1));
            record.slowed("172.17.9.9", 5);

            assertThat(entries(agent, SlowedCallersRecord.MOST + 2).findValuesAsString("action"))
                    .endsWith(
                            "wrong secrets or tokens from 980 more callers in an hour since 2026-11-23T12:00:00Z",
                            "5 wrong secrets or tokens");
        }
    }

    private static JsonNode entries(RunningAgent agent, int count) {
        return Awaitility.await().until(() -> agent.get("/v1/audit").get("items"), items -> items.size() == count);
    }
}
