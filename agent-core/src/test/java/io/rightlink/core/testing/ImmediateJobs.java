package io.rightlink.core.testing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.JobProgress;
import io.rightlink.core.job.JobState;
import io.rightlink.core.job.JobWork;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs that have ended when {@link #start} returns. For one thread. */
public final class ImmediateJobs implements Jobs {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private record Silent(String jobId) implements JobProgress {
        @Override
        public void say(String progress) {}
    }

    private final JsonMapper json = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    @Override
    public Job start(String kind, String summary, JobWork work) {
        String id = "job-" + (jobs.size() + 1);
        JobOutcome outcome = outcomeOf(work, new Silent(id));
        JobState state = outcome.problem() == null ? JobState.SUCCEEDED : JobState.FAILED;
        Job job = new Job(id, kind, summary, state, null, tree(outcome.result()), tree(outcome.problem()), NOW, NOW);
        jobs.put(id, job);
        return job;
    }

    @Override
    public void reopen(String id) {
        throw new UnsupportedOperationException("Nothing is left unfinished here");
    }

    @Override
    public void settle(String id, JobOutcome outcome) {
        Job job = get(id);
        JobState state = outcome.problem() == null ? JobState.SUCCEEDED : JobState.FAILED;
        jobs.put(
                id,
                new Job(
                        id,
                        job.kind(),
                        job.summary(),
                        state,
                        null,
                        tree(outcome.result()),
                        tree(outcome.problem()),
                        NOW,
                        NOW));
    }

    @Override
    public Job get(String id) {
        return Optional.ofNullable(jobs.get(id)).orElseThrow(() -> new NotFoundException("job-not-found", id));
    }

    @Override
    public Job await(String id, Duration patience) {
        return get(id);
    }

    @Override
    public Job cancel(String id) {
        return get(id);
    }

    private static JobOutcome outcomeOf(JobWork work, JobProgress job) {
        try {
            return work.run(job);
        } catch (ProblemException e) {
            return new JobOutcome(null, e.toProblem());
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody cancels an immediate job", e);
        }
    }

    private @Nullable JsonNode tree(@Nullable Object value) {
        return value == null ? null : json.valueToTree(value);
    }
}
