package io.rightlink.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.testing.ImmediateJobs;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest
class JobControllerTest {

    @Autowired
    MockMvcTester api;

    @Autowired
    PatientJobs jobs;

    @BeforeEach
    void forget() {
        jobs.jobs = new ImmediateJobs();
        jobs.patience = Duration.ofSeconds(-1);
    }

    @Test
    void showsAJobThatSucceeded() throws IOException {
        Job job = jobs.start("unit-restart", "Restart 'web'", _ -> JobOutcome.succeeded(Map.of("result", "done")));

        Golden.assertJson("job-succeeded", body("/v1/jobs/" + job.id()));
    }

    @Test
    void showsAJobThatFailed() throws IOException {
        Job job = jobs.start("unit-restart", "Restart 'web'", _ -> {
            throw new ConflictException("unit-job-failed", "Cannot restart 'web': job failed");
        });

        Golden.assertJson("job-failed", body("/v1/jobs/" + job.id()));
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "30, PT30S", "PT1M, PT1M", "1500ms, PT1.5S", "24h, PT5M", "9223372036854775807s, PT5M"})
    void waitsAsLongAsItIsToldWithinReason(String wait, Duration patience) {
        Job job = jobs.start("kind", "Summary", _ -> JobOutcome.succeeded("done"));

        assertThat(api.get().uri("/v1/jobs/{id}?wait={wait}", job.id(), wait)).hasStatusOk();

        assertThat(jobs.patience).isEqualTo(patience);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "99999999999999999999s", "9223372036854775807d", "1.5s"})
    void refusesAWaitThatIsNoDuration(String wait) {
        assertThat(api.get().uri("/v1/jobs/1?wait={wait}", wait))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("Cannot use '" + wait + "' as the parameter 'wait'");
    }

    @Test
    void saysThatThereIsNoSuchJob() {
        assertThat(api.get().uri("/v1/jobs/nothing")).hasStatus(404);
        assertThat(api.delete().uri("/v1/jobs/nothing")).hasStatus(404);
    }

    private String body(String path) throws IOException {
        return api.get().uri(path).exchange().getResponse().getContentAsString();
    }

    /** Remembers how long it was asked to wait. */
    static final class PatientJobs implements Jobs {

        private ImmediateJobs jobs = new ImmediateJobs();
        private Duration patience = Duration.ZERO;

        @Override
        public Job start(String kind, String summary, JobWork work) {
            return jobs.start(kind, summary, work);
        }

        @Override
        public Job get(String id) {
            return jobs.get(id);
        }

        @Override
        public Job await(String id, Duration patience) {
            this.patience = patience;
            return jobs.await(id, patience);
        }

        @Override
        public Job cancel(String id) {
            return jobs.cancel(id);
        }

        @Override
        public void reopen(String id) {
            jobs.reopen(id);
        }

        @Override
        public void settle(String id, JobOutcome outcome) {
            jobs.settle(id, outcome);
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        PatientJobs jobs() {
            return new PatientJobs();
        }

        @Bean
        JobController jobController(PatientJobs jobs) {
            return new JobController(jobs);
        }
    }
}
