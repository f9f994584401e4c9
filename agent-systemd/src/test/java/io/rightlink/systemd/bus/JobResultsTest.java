package io.rightlink.systemd.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobResultsTest {

    private final IllegalStateException reason = new IllegalStateException("the bus is gone");

    private final JobResults results = new JobResults();

    @Test
    void tellsAResultThatComesAfterTheQuestion() {
        CompletableFuture<String> result = results.of("/job/1");
        assertThat(result).isNotDone();

        results.removed("/job/2", "failed");
        results.removed("/job/1", "done");

        assertThat(result).isCompletedWithValue("done");
    }

    @Test
    void tellsAResultThatComesBeforeTheQuestion() {
        results.removed("/job/1", "done");

        assertThat(results.of("/job/1")).isCompletedWithValue("done");
    }

    @Test
    void tellsItToAllWhoAskBeforeItComes() {
        CompletableFuture<String> first = results.of("/job/1");
        CompletableFuture<String> second = results.of("/job/1");

        results.removed("/job/1", "timeout");

        assertThat(first).isCompletedWithValue("timeout");
        assertThat(second).isCompletedWithValue("timeout");
    }

    @Test
    void tellsThoseWhoWaitThatNoneWillCome() {
        CompletableFuture<String> waiting = results.of("/job/1");

        results.lost(reason);

        assertThat(waiting).failsWithin(Duration.ZERO).withThrowableThat().withCause(reason);
    }

    @Test
    void tellsThoseWhoAskLateThatNoneWillCome() {
        results.removed("/job/1", "done");
        results.lost(reason);

        assertThat(results.of("/job/1")).isCompletedWithValue("done");
        assertThat(results.of("/job/2")).isCompletedExceptionally();
    }

    @Test
    void keepsTheNewestOfThoseThatNobodyAskedFor() {
        IntStream.rangeClosed(1, 1_025).forEach(job -> results.removed("/job/" + job, "done"));

        assertThat(results.of("/job/1")).isNotDone();
        assertThat(results.of("/job/2")).isDone();
        assertThat(results.of("/job/1025")).isDone();
    }

    @Test
    void neverForgetsWhatSomebodyWaitsFor() {
        CompletableFuture<String> result = results.of("/job/0");
        IntStream.rangeClosed(1, 2_000).forEach(job -> results.removed("/job/" + job, "done"));

        results.removed("/job/0", "timeout");

        assertThat(result).isCompletedWithValue("timeout");
    }

    @Test
    void bringsEveryJobTogetherWithItsResultInWhateverOrderTheyCome() {
        long seed = new Random().nextLong();
        List<String> jobs =
                IntStream.range(0, 500).mapToObj(job -> "/job/" + job).collect(Collectors.toList());
        List<CompletableFuture<String>> found;
        try (ExecutorService systemd = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.forEach(job -> systemd.execute(() -> results.removed(job, "result of " + job)));
            Collections.shuffle(jobs, new Random(seed));
            found = jobs.stream().map(results::of).toList();
        }

        assertThat(found.stream().map(CompletableFuture::join))
                .as("seed %d", seed)
                .isEqualTo(jobs.stream().map(job -> "result of " + job).toList());
    }
}
