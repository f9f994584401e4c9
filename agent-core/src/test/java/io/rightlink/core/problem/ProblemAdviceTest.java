package io.rightlink.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.testing.Golden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

@WebMvcTest
class ProblemAdviceTest {

    @Autowired
    MockMvcTester api;

    @ParameterizedTest
    @CsvSource({
        "'{\"size\": 1, \"colour\": \"red\"}', 'Cannot read the field ''colour'': there is no such field'",
        "'{\"size\": \"large\"}', 'Cannot read the field ''size'': expected is a number'",
        "'{\"size\": \"1\"}', 'Cannot read the field ''size'': expected is a number'",
        "'{\"size\": null}', 'Cannot read the field ''size'': expected is a number'",
        "'{\"label\": 5}', 'Cannot read the field ''label'': expected is a text'",
        "'{\"label\": true}', 'Cannot read the field ''label'': expected is a text'",
        "'{\"label\": {}}', 'Cannot read the field ''label'': expected is a text'",
        "'{\"fresh\": \"yes\"}', 'Cannot read the field ''fresh'': expected is true or false'",
        "'{\"age\": \"old\"}', 'Cannot read the field ''age'': expected is a duration such as \"PT10M\"'",
        "'{\"unit\": \"MILE\"}', 'Cannot read the field ''unit'': it is not one of the words that are known there'",
        "'{\"tags\": \"one\"}', 'Cannot read the field ''tags'': expected is a list'",
        "'{\"lid\": {\"size\": \"x\"}}', 'Cannot read the field ''lid.size'': expected is a number'",
        "'{\"sides\": [{\"size\": 1}, {\"size\": \"x\"}]}', 'Cannot read the field ''sides.[1].size'': expected is a number'",
        "'[]', 'Cannot read the request''s body: expected is one object'",
        "'\"box\"', 'Cannot read the request''s body: expected is one object'",
        "'{\"size\": 1} {}', 'Cannot read the request''s body: expected is one object'",
        "'{\"size\": ', 'Cannot read the request''s body: it is missing, or not JSON'",
        "'', 'Cannot read the request''s body: it is missing, or not JSON'",
        "'null', 'Cannot read the request''s body: it is missing, or not JSON'",
    })
    void namesTheFieldThatABodyGotWrong(String body, String detail) {
        MvcTestResult answer = post(body);

        assertProblem(answer, 400, "invalid-body");
        assertThat(answer).bodyJson().extractingPath("$.detail").isEqualTo(detail);
    }

    @Test
    void showsAProblemInItsStandardForm() throws IOException {
        MvcTestResult answer = api.get().uri("/boxes/missing").exchange();

        Golden.assertJson("problem", answer.getResponse().getContentAsString());
    }

    @ParameterizedTest
    @CsvSource({"missing, 404", "conflicting, 409", "invalid, 400", "denied, 403", "unavailable, 503"})
    void givesEachKindItsStatus(String kind, int status) {
        assertProblem(api.get().uri("/boxes/" + kind).exchange(), status, "box-" + kind);
    }

    @Test
    void keepsTheProblemThatABodysOwnTypeHas() {
        assertProblem(post("{\"handle\": {\"value\": \"?\"}}"), 400, "invalid-handle");
    }

    @Test
    void keepsTheProblemThatAParametersOwnTypeHas() {
        assertProblem(api.get().uri("/boxes?handle=?").exchange(), 400, "invalid-handle");
    }

    @Test
    void keepsAProblemWithACauseAndItsStatusWhereverItIsThrown() {
        MvcTestResult answer = post("{\"handle\": {\"value\": \"gone\"}}");

        assertProblem(answer, 503, "handles-unavailable");
        assertThat(answer).hasHeader("Retry-After", "5");
        assertProblem(api.get().uri("/boxes?handle=gone").exchange(), 503, "handles-unavailable");
    }

    @Test
    void namesTheParameterThatDoesNotFit() {
        MvcTestResult answer = api.get().uri("/boxes?size=large").exchange();

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("Cannot use 'large' as the parameter 'size'");
    }

    @Test
    void namesTheParameterThatIsMissing() {
        MvcTestResult answer = api.get().uri("/required").exchange();

        assertProblem(answer, 400, "bad-request");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains("'it'");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404, not-found",
        "DELETE, /boxes, 405, method-not-allowed",
    })
    void givesTheFrameworksOwnRefusalsATypeOfTheAgent(String method, String path, int status, String type) {
        assertProblem(api.method(HttpMethod.valueOf(method)).uri(path).exchange(), status, type);
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(api.delete().uri("/boxes").exchange().getResponse().getHeader("Allow"))
                .isIn("GET, POST", "POST, GET");
    }

    @Test
    void givesAnUnknownContentTypeATypeOfTheAgent() {
        assertProblem(
                api.post()
                        .uri("/boxes")
                        .contentType(MediaType.TEXT_XML)
                        .content("<box/>")
                        .exchange(),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/boxes/unavailable", "/slow"})
    void saysWhenToTryAgain(String path) {
        assertThat(api.get().uri(path)).hasStatus(503).hasHeader("Retry-After", "5");
    }

    @Test
    void answersWithAProblemWhateverTheCallerAccepts() {
        assertProblem(
                api.get().uri("/boxes/missing").accept(MediaType.TEXT_PLAIN).exchange(), 404, "box-missing");
        assertProblem(api.get().uri("/nowhere").accept(MediaType.TEXT_HTML).exchange(), 404, "not-found");
        assertProblem(
                api.get()
                        .uri("/boxes?size=x")
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange(),
                400,
                "invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug", "/checked", "/error-of-java", "/half-written"})
    void leaksNothingOfABug(String path) throws IOException {
        MvcTestResult answer = api.get().uri(path).exchange();

        assertProblem(answer, 500, "internal-error");
        assertThat(answer.getResponse().getContentAsString())
                .doesNotContain("secret")
                .doesNotContain("Exception");
        assertThat(answer.getResponse().getHeader("Content-Length")).isNotEqualTo("4");
    }

    @Test
    void breaksOffAnAnswerThatHasBegun() {
        assertThat(api.get().uri("/broken-off")).failure().hasMessageContaining("the disk is gone");
    }

    private MvcTestResult post(String body) {
        return api.post()
                .uri("/boxes")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + type);
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.instance")
                .isEqualTo(answer.getRequest().getRequestURI());
    }

    public record Handle(String value) {
        public Handle {
            if (value.equals("gone")) {
                throw new UnavailableException("handles-unavailable", "No handles", new IOException("the secret"));
            }
            if (!value.matches("\\w+")) {
                throw new InvalidException("invalid-handle", "'" + value + "' cannot be a handle");
            }
        }
    }

    record Side(int size) {}

    record Box(
            int size,
            String label,
            @Nullable Boolean fresh,
            Duration age,
            TimeUnit unit,
            List<String> tags,
            Side lid,
            List<Side> sides,
            Handle handle) {}

    @RestController
    static class Boxes {

        private static final Map<String, ProblemException> KINDS = Map.of(
                "missing", new NotFoundException("box-missing", "No box"),
                "conflicting", new ConflictException("box-conflicting", "In use"),
                "invalid", new InvalidException("box-invalid", "Not a box"),
                "denied", new DeniedException("box-denied", "Not yours"),
                "unavailable", new UnavailableException("box-unavailable", "Later"));

        @PostMapping("/boxes")
        void add(@RequestBody Box box) {}

        @GetMapping("/boxes")
        void list(@RequestParam(defaultValue = "1") int size, @RequestParam(defaultValue = "h") Handle handle) {}

        @GetMapping("/boxes/{kind}")
        void get(@PathVariable String kind) {
            throw KINDS.get(kind);
        }

        @GetMapping("/required")
        void required(@RequestParam String it) {}

        @GetMapping("/slow")
        void slow() {
            throw new AsyncRequestTimeoutException();
        }

        @GetMapping("/bug")
        void bug() {
            throw new IllegalStateException("the secret is 42");
        }

        @GetMapping("/checked")
        void checked() throws IOException {
            throw new IOException("the secret is 42");
        }

        @GetMapping("/error-of-java")
        void error() {
            throw new StackOverflowError("the secret is 42");
        }

        @GetMapping("/half-written")
        void halfWritten(HttpServletResponse response) throws IOException {
            response.setContentLength(4);
            response.getOutputStream().write('s');
            throw new IOException("the secret is 42");
        }

        @GetMapping("/broken-off")
        void brokenOff(HttpServletResponse response) throws IOException {
            response.flushBuffer();
            throw new IOException("the disk is gone");
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        Boxes boxes() {
            return new Boxes();
        }
    }
}
