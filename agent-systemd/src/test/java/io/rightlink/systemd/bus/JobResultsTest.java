package io.rightlink.systemd.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobResultsTest {

    private static final String JOB = "/org/freedesktop/systemd1/job/17";

    private final JobResults results = new JobResults();

    @Test
    void tellsAResultThatComesAfterTheQuestion() {
        CompletableFuture<String> result = results.of(JOB);
        assertThat(result).isNotDone();

        results.removed(JOB, "done");

        assertThat(result).isCompletedWithValue("done");
    }

    @Test
    void tellsAResultThatCameBeforeTheQuestion() {
        results.removed(JOB, "failed");

        assertThat(results.of(JOB)).isCompletedWithValue("failed");
    }

    @Test
    void tellsEveryoneWhoAsksForTheSameJob() {
        CompletableFuture<String> first = results.of(JOB);
        CompletableFuture<String> second = results.of(JOB);

        results.removed(JOB, "canceled");

        assertThat(first).isCompletedWithValue("canceled");
        assertThat(second).isCompletedWithValue("canceled");
    }

    @Test
    void tellsThoseWhoWaitThatNothingWillCome() {
        CompletableFuture<String> result = results.of(JOB);

        results.lost(new IllegalStateException("the bus is gone"));

        assertThatThrownBy(result::join).hasRootCauseMessage("the bus is gone");
    }

    @Test
    void forgetsTheOldestResultsThatNobodyAskedFor() {
        for (int job = 0; job <= 1_024; job++) {
            results.removed("/job/" + job, "done");
        }

        assertThat(results.of("/job/0")).isNotDone();
        assertThat(results.of("/job/1")).isCompleted();
    }

    @Test
    void neverForgetsWhatSomebodyWaitsFor() {
        CompletableFuture<String> result = results.of(JOB);
        for (int job = 0; job <= 2_000; job++) {
            results.removed("/job/" + job, "done");
        }

        results.removed(JOB, "timeout");

        assertThat(result).isCompletedWithValue("timeout");
    }
}
