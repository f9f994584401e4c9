package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.stream.Connections;
import io.rightlink.core.testing.Golden;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
class RunControllerTest {

    private static final Instant QUEUED = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SCRIPT = "{\"script\": {\"source\": \"#!/bin/sh\\necho hello\"}}";

    @Autowired
    MockMvcTester api;

    @Autowired
    TwoRuns runs;

    @Test
    void showsARunThatHasEnded() throws IOException {
        Golden.assertJson("run-ended", body("/v1/runs/ended"));
    }

    @Test
    void showsARunThatIsQueuedWithoutWhatHasNotHappened() throws IOException {
        Golden.assertJson("run-queued", body("/v1/runs/queued"));
    }

    @Test
    void listsRuns() throws IOException {
        Golden.assertJson("runs", body("/v1/runs"));
    }

    @ParameterizedTest
    @CsvSource({"failed, FAILED", "timedOut, TIMED_OUT", "queued, QUEUED"})
    void filtersByState(String state, RunState wanted) {
        assertThat(api.get().uri("/v1/runs?state=" + state)).hasStatusOk();

        assertThat(runs.asked).contains(wanted);
    }

    @Test
    void refusesAStateThatThereIsNot() {
        assertProblem(api.get().uri("/v1/runs?state=tired").exchange(), 400, "invalid-parameter");
    }

    @Test
    void creates() throws IOException {
        MvcTestResult answer = put("new", SCRIPT);

        assertThat(answer).hasStatus(201);
        Golden.assertJson("run-queued", answer.getResponse().getContentAsString());
    }

    @Test
    void answersASecondTimeWithTheSameRun() {
        assertThat(put("queued", SCRIPT)).hasStatus(200);
    }

    @Test
    void refusesOtherContent() {
        assertProblem(put("ended", SCRIPT), 409, "run-differs");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', invalid-run, 'The field ''script'' is missing'",
        "'{\"script\": null}', invalid-run, 'The field ''script'' is missing'",
        "'{\"script\": {}}', invalid-script, 'names its interpreter'",
        "'{\"script\": {\"source\": null}}', invalid-script, 'names its interpreter'",
        "'{\"script\": {\"source\": \"echo\"}}', invalid-script, 'names its interpreter'",
        "'{\"script\": {\"source\": \"#!/bin/sh\\u0000\"}}', invalid-script, 'no NUL'",
        "'{\"script\": {\"source\": 5}}', invalid-body, '''script.source'': expected is a text'",
        "'{\"script\": \"#!/bin/sh\"}', invalid-body, '''script'': expected is one object'",
        "'{\"script\": {\"source\": \"#!/bin/sh\", \"shell\": 1}}', invalid-body, '''script.shell'': there is no such'",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"input\": {}}', invalid-body, '''input'': there is no such'",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"inputs\": []}', invalid-body, '''inputs'': '",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"inputs\": {\"A\": 1}}', invalid-body, '''inputs.A'': '",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"inputs\": {\"A\": null}}', invalid-run, '''A'''",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"inputs\": {\"A\": \"text:\\u0000\"}}', invalid-run, '''A'''",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"timeout\": \"soon\"}', invalid-body, '''timeout'': '",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"timeout\": \"PT-1S\"}', invalid-run, 'PT-1S'",
        "'{\"script\": {\"source\": \"#!/bin/sh\"}, \"thread\": \"a/b\"}', invalid-run, '''a/b'''",
    })
    void saysWhatIsWrongWithABody(String body, String type, String detail) {
        MvcTestResult answer = put("new", body);

        assertProblem(answer, 400, type);
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".hidden", "a b", "\u00e9"})
    void refusesAnIdThatIsNoNameOfAFile(String id) {
        MvcTestResult answer = api.get().uri("/v1/runs/{id}", id).exchange();

        assertProblem(answer, 400, "invalid-run-id");
    }

    @Test
    void saysThatThereIsNoSuchRun() {
        assertProblem(api.get().uri("/v1/runs/none").exchange(), 404, "run-not-found");
        assertProblem(api.delete().uri("/v1/runs/none").exchange(), 404, "run-not-found");
        assertProblem(api.get().uri("/v1/runs/none/output").exchange(), 404, "run-not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "'', hello world, 11",
        "?offset=6, world, 11",
        "?offset=11, '', 11",
        "?offset=999999999999999999, '', 999999999999999999"
    })
    void sendsOutputFromAnOffset(String query, String output, String next) throws IOException {
        MvcTestResult answer = api.get().uri("/v1/runs/ended/output" + query).exchange();

        assertThat(answer)
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN)
                .hasHeader("Rightlink-Next-Offset", next)
                .hasHeader("Content-Length", String.valueOf(output.length()))
                .hasHeader("X-Content-Type-Options", "nosniff");
        assertThat(answer).bodyText().isEqualTo(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "one", "1.5", "9223372036854775808", "0x10", "+1"})
    void refusesAnOffsetThatIsNone(String offset) {
        assertProblem(
                api.get().uri("/v1/runs/ended/output?offset={offset}", offset).exchange(), 400, "invalid-offset");
    }

    @Test
    void followsOutputToItsEnd() {
        assertThat(api.get().uri("/v1/runs/ended/output?offset=2&follow=true"))
                .hasStatusOk()
                .doesNotContainHeader("Content-Length")
                .bodyText()
                .isEqualTo("llo world and more");
    }

    @Test
    void answersForARunThatHasNoOutput() {
        assertThat(api.get().uri("/v1/runs/queued/output"))
                .hasStatusOk()
                .bodyText()
                .isEmpty();
    }

    private String body(String path) throws IOException {
        return api.get().uri(path).exchange().getResponse().getContentAsString();
    }

    private MvcTestResult put(String id, String body) {
        return api.put()
                .uri("/v1/runs/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + type);
    }

    /** One run that is queued and one that has ended; whoever follows the latter's output sees a little more of it. */
    static final class TwoRuns implements Runs {

        private static final Run WAITING = new Run(
                "queued",
                RunState.QUEUED,
                null,
                "0f1e",
                Map.of(),
                "agent",
                "default",
                null,
                null,
                null,
                QUEUED,
                null,
                null,
                0,
                null);
        private static final Run DONE = new Run(
                "ended",
                RunState.TIMED_OUT,
                "RL10 Foo",
                "0f1e",
                Map.of("GREETING", "text:hello"),
                "agent",
                "backup",
                null,
                15,
                null,
                QUEUED,
                QUEUED.plusMillis(250),
                QUEUED.plusSeconds(600),
                11,
                "b94d");

        private Optional<RunState> asked = Optional.empty();

        @Override
        public Submission submit(RunId id, RunRequest request, Map<String, String> environment) {
            if (id.value().equals("ended")) {
                throw new ConflictException("run-differs", "There is a run 'ended' with other content");
            }
            return new Submission(WAITING, id.value().equals("new"));
        }

        @Override
        public void check(RunRequest request) {
            throw new UnsupportedOperationException("nobody asks that over the network");
        }

        @Override
        public Listing<Run> list(Optional<RunState> state) {
            asked = state;
            return Listing.complete(QUEUED, List.of(DONE, WAITING));
        }

        @Override
        public Run get(RunId id) {
            return List.of(WAITING, DONE).stream()
                    .filter(run -> run.id().equals(id.value()))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("run-not-found", "No run '" + id + "'"));
        }

        @Override
        public Optional<Run> await(RunId id) {
            return Optional.of(get(id));
        }

        @Override
        public Run cancel(RunId id) {
            return get(id);
        }

        @Override
        public Hold hold(Duration patience) {
            throw new AssertionError("Nobody holds these");
        }

        @Override
        public RunOutput output(RunId id) {
            return get(id).equals(DONE) ? new GrowingOutput() : new StoredOutput(Path.of("/nowhere"), 0);
        }
    }

    private static final class GrowingOutput implements RunOutput {

        private static final byte[] ALL = "hello world and more".getBytes(StandardCharsets.UTF_8);

        @Override
        public long size() {
            return 11;
        }

        @Override
        public void copy(long from, long until, OutputStream to) throws IOException {
            if (from < until) {
                to.write(ALL, (int) from, (int) (until - from));
            }
        }

        @Override
        public OptionalLong awaitBeyond(long offset, Duration patience) {
            return OptionalLong.of(Math.max(offset, ALL.length));
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        TwoRuns runs() {
            return new TwoRuns();
        }

        @Bean
        RunController runController(Runs runs) {
            return new RunController(
                    runs, new OutputResponse(new Connections(new Rootfs(Path.of("/"))), 64, Duration.ofSeconds(15)));
        }
    }
}
