package io.rightlink.systemd.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.systemd.unit.StableFor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

@WebMvcTest
class ChangeControllerTest {

    private static final String TEXT = "[Service]\nExecStart=/bin/true\n";

    @Autowired
    MockMvcTester api;

    @Autowired
    NotedChanges changes;

    @Test
    void beginsAJobThatChangesAUnit() {
        MvcTestResult answer = put("web.service?enable=true&start=true&stableFor=7s", TEXT);

        assertThat(answer).hasStatus(202).hasHeader("Location", "/v1/jobs/job-1");
        assertThat(changes.path).hasToString("web.service");
        assertThat(changes.text).isEqualTo(TEXT);
        assertThat(changes.options)
                .isEqualTo(
                        new ChangeOptions(true, true, new StableFor(Duration.ofSeconds(7)), Validation.STRICT, false));
    }

    @Test
    void doesNoMoreThanItIsAskedTo() {
        assertThat(put("web.service", TEXT)).hasStatus(202);

        assertThat(changes.options)
                .isEqualTo(new ChangeOptions(
                        false, false, new StableFor(Duration.ofSeconds(5)), Validation.STRICT, false));
    }

    @Test
    void changesADropIn() {
        assertThat(put("web.service/drop-ins/10-more.conf?start=true&validate=warn", TEXT))
                .hasStatus(202);

        assertThat(changes.path).hasToString("web.service.d/10-more.conf");
        assertThat(Objects.requireNonNull(changes.options).validate()).isEqualTo(Validation.WARN);
    }

    @Test
    void showsWhatAChangeWouldDo() throws IOException {
        MvcTestResult answer = put("web.service?dryRun=true", TEXT);

        assertThat(answer).hasStatusOk();
        Golden.assertJson("unit-change-preview", answer.getResponse().getContentAsString());
    }

    @Test
    void removesAUnitAndADropIn() {
        assertThat(api.delete().uri("/v1/units/web.service?force=true")).hasStatus(202);
        assertThat(Objects.requireNonNull(changes.options).force()).isTrue();

        assertThat(api.delete().uri("/v1/units/web.service/drop-ins/10-more.conf"))
                .hasStatus(202);
        assertThat(changes.path).hasToString("web.service.d/10-more.conf");
    }

    @ParameterizedTest
    @CsvSource({
        "web.exe, 400, invalid-unit-name",
        "..service/drop-ins/..conf, 400, invalid-drop-in-name",
        "web.service/drop-ins/x.sh, 400, invalid-drop-in-name",
        "user.scope, 400, invalid-unit-name",
        "web.service?stableFor=soon, 400, invalid-parameter",
        "web.service?stableFor=11m, 400, invalid-parameter",
        "web.service?validate=perhaps, 400, invalid-parameter",
        "web.service?enable=perhaps, 400, invalid-parameter"
    })
    void saysWhatIsWrongWithARequest(String uri, int status, String problem) {
        MvcTestResult answer = put(uri, TEXT);

        assertThat(answer).hasStatus(status);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + problem);
    }

    @Test
    void refusesWhatIsNoUnitFile() {
        assertThat(put("web.service", "a\0b")).hasStatus(400);
        assertThat(put("web.service", " \n")).hasStatus(400);
        assertThat(put("web.service", "#".repeat(256 * 1024 + 1))).hasStatus(413);
        assertThat(api.put()
                        .uri("/v1/units/web.service")
                        .contentType(MediaType.TEXT_PLAIN)
                        .content(new byte[] {'a', (byte) 0xff}))
                .hasStatus(400);
        assertThat(api.put()
                        .uri("/v1/units/web.service")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(415);
    }

    private MvcTestResult put(String uri, String text) {
        return api.put()
                .uri("/v1/units/" + uri)
                .contentType(MediaType.TEXT_PLAIN)
                .content(text)
                .exchange();
    }

    /** Notes down what it is asked to do. */
    static final class NotedChanges implements UnitChanges {

        private @Nullable UnitPath path;
        private @Nullable String text;
        private @Nullable ChangeOptions options;

        @Override
        public Preview preview(UnitPath path, UnitText text, ChangeOptions options) {
            return new Preview(
                    path.file(),
                    "--- a/web.service\n+++ b/web.service\n",
                    new Verification(false, "systemd-analyze", List.of("web.service:1: Missing '=', ignoring line.")));
        }

        @Override
        public Job put(UnitPath path, UnitText text, ChangeOptions options) {
            this.text = text.value();
            return note(path, options);
        }

        @Override
        public Job remove(UnitPath path, ChangeOptions options) {
            return note(path, options);
        }

        private Job note(UnitPath path, ChangeOptions options) {
            this.path = path;
            this.options = options;
            return new ImmediateJobs().start("unit-change", "Change", _ -> JobOutcome.succeeded("done"));
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        NotedChanges changes() {
            return new NotedChanges();
        }

        @Bean
        ChangeController changeController(UnitChanges changes) {
            return new ChangeController(changes);
        }
    }
}
