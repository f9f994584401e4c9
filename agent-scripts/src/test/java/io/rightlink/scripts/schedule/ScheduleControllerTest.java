package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.testing.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
class ScheduleControllerTest {

    private static final String SHORT = "{\"script\": {\"name\": \"Rotate logs\"}, \"cron\": \"0 0 3 * * *\"}";
    private static final String FULL = """
            {"script": {"name": "Rotate logs"}, "cron": "0 0 * * * *", "zone": "Europe/Berlin",
             "window": {"from": "02:00", "to": "05:00", "days": ["SUN", "MON"]}, "jitter": "PT10M",
             "inputs": {"KEEP": "text:7"}, "placement": "agent", "thread": "nightly", "timeout": "PT1H", "enabled": true}
            """;

    @Autowired
    MockMvcTester api;

    @Autowired
    StoredSchedules schedules;

    @Autowired
    SetClock clock;

    @Autowired
    RecordedRuns runs;

    @BeforeEach
    void begin() {
        clock.set("2026-11-23T00:30:00Z");
        schedules.awake();
        schedules.list().items().forEach(schedule -> schedules.remove(schedule.name()));
        runs.forget();
        runs.refuse(null);
    }

    @Test
    void showsWhatHasNotHappenedYetAsAbsent() throws IOException {
        MvcTestResult answer = put("short", SHORT);

        assertThat(answer).hasStatus(201);
        Golden.assertJson("schedule-new", answer.getResponse().getContentAsString());
        assertThat(put("short", SHORT)).hasStatus(200);
    }

    @Test
    void showsWhatRanAndWhatWasMissed() throws IOException {
        assertThat(put("full", FULL.replace("PT10M", "PT0S"))).hasStatus(201);
        clock.set("2026-11-23T02:00:00Z");
        schedules.look();
        clock.set("2026-11-23T05:00:00Z");
        schedules.look();

        Golden.assertJson("schedule-run", body("/v1/schedules/full"));
        Golden.assertJson("schedules", body("/v1/schedules"));
    }

    @Test
    void takesBackTheDefinitionThatItShows() throws IOException {
        assertThat(put("full", FULL)).hasStatus(201);
        String shown = JsonMapper.shared()
                .readTree(body("/v1/schedules/full"))
                .get("definition")
                .toString();

        assertThat(put("full", shown)).hasStatus(200);
        assertThat(JsonMapper.shared().readTree(shown).propertyNames())
                .containsExactlyInAnyOrder(
                        "script",
                        "cron",
                        "zone",
                        "window",
                        "jitter",
                        "inputs",
                        "placement",
                        "thread",
                        "timeout",
                        "enabled");
    }

    @Test
    void removes() {
        assertThat(put("short", SHORT)).hasStatus(201);
        assertThat(api.delete().uri("/v1/schedules/short")).hasStatus(204);
        assertProblem(api.delete().uri("/v1/schedules/short").exchange(), 404, "schedule-not-found");
        assertProblem(api.get().uri("/v1/schedules/short").exchange(), 404, "schedule-not-found");
    }

    @Test
    void refusesAScriptThatThereIsNot() {
        runs.refuse(new NotFoundException("script-not-found", "No script 'Rotate logs' in the catalogue"));

        assertProblem(put("short", SHORT), 404, "script-not-found");
    }

    @Test
    void refusesANameThatCanNotBePartOfARunsId() {
        assertProblem(put("a b", SHORT), 400, "invalid-schedule-name");
        assertProblem(put("n".repeat(65), SHORT), 400, "invalid-schedule-name");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', invalid-schedule, '''script'' is missing'",
        "'{\"script\": {}, \"cron\": \"@daily\"}', invalid-schedule, '''script'' is missing'",
        "'{\"script\": {\"name\": \"A\"}}', invalid-schedule, '''cron'' is missing'",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"cron\": \"@daily\"}', invalid-body, '''script.source'': there is no'",
        "'{\"script\": {\"name\": \"../A\"}, \"cron\": \"@daily\"}', invalid-script-name, '../A'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"0 3 * * *\"}', invalid-schedule, 'six fields, seconds first'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"zone\": \"Mars\"}', invalid-schedule, 'IANA'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"jitter\": \"PT-1S\"}', invalid-schedule, 'PT-1S'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"jitter\": \"P2D\"}', invalid-schedule, 'PT48H'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"jitter\": \"much\"}', invalid-body, '''jitter'': '",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"window\": {\"from\": \"2\"}}', invalid-schedule, 'from'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"window\": {\"from\": \"02:00\", \"to\": \"03:00\","
                + " \"days\": [\"Mo\"]}}', invalid-body, '''window.days.[0]'': '",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"thread\": \"a/b\"}', invalid-run, 'a/b'",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"inputs\": {\"A\": \"b\"}}', invalid-run, '''A'''",
        "'{\"script\": {\"name\": \"A\"}, \"cron\": \"@daily\", \"often\": 1}', invalid-body, '''often'': there is no'",
    })
    void saysWhatIsWrongWithABody(String body, String type, String detail) {
        MvcTestResult answer = put("new", body);

        assertProblem(answer, 400, type);
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(detail);
    }

    private String body(String path) throws IOException {
        return api.get().uri(path).exchange().getResponse().getContentAsString();
    }

    private MvcTestResult put(String name, String body) {
        return api.put()
                .uri("/v1/schedules/{name}", name)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status);
        assertThat(answer).bodyJson().extractingPath("$.type").asString().endsWith(type);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        SetClock clock() {
            return new SetClock("2026-11-23T00:30:00Z");
        }

        @Bean
        RecordedRuns runs() {
            return new RecordedRuns();
        }

        @Bean
        MemoryStore store() {
            return new MemoryStore(ScheduleStore.SCHEMA);
        }

        @Bean
        StoredSchedules schedules(MemoryStore store, RecordedRuns runs, SetClock clock, JsonMapper json) {
            Events deaf = (_, _) -> {};
            return new StoredSchedules(new ScheduleStore(store, json), runs, deaf, List.of(), clock);
        }

        @Bean
        ScheduleController scheduleController(Schedules schedules) {
            return new ScheduleController(schedules);
        }
    }
}
