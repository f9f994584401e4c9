package io.rightlink.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.Problems;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.AssembledAgent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;

class StoredJobsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @FunctionalInterface
    private interface Scenario {
        void play(Jobs jobs) throws Exception;
    }

    private record Weight(String unit, List<Integer> kilograms) {}

    @TempDir
    Path state;

    @Test
    void keepsTheResultOfAJob() {
        withJobs(jobs -> {
            Job begun = jobs.start("weigh", "Weigh 'it'", _ -> JobOutcome.succeeded(new Weight("kg", List.of(1, 2))));
            assertThat(begun.state()).isEqualTo(JobState.RUNNING);

            Job job = jobs.await(begun.id(), LONG);

            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(job.kind()).isEqualTo("weigh");
            assertThat(job.summary()).isEqualTo("Weigh 'it'");
            assertThat(job.createdAt()).isEqualTo(NOW);
            assertThat(job.endedAt()).isEqualTo(NOW);
            assertThat(Objects.requireNonNull(job.result()).toString())
                    .isEqualTo("{\"unit\":\"kg\",\"kilograms\":[1,2]}");
            assertThat(job.problem()).isNull();
        });
    }

    @Test
    void keepsTheProblemOfAJobThatThrewOne() {
        withJobs(jobs -> {
            Job job = done(jobs, _ -> {
                throw new ConflictException("too-heavy", "It is too heavy");
            });

            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(problemOf(job)).containsEntry("type", "urn:rightlink:problem:too-heavy");
            assertThat(problemOf(job))
                    .containsEntry("detail", "It is too heavy")
                    .containsEntry("status", 409);
        });
    }

    @Test
    void keepsAProblemTogetherWithAsMuchOfAResultAsThereIs() {
        withJobs(jobs -> {
            Job job = done(
                    jobs,
                    _ -> JobOutcome.failed(
                            Problems.problem(HttpStatus.CONFLICT, "too-heavy", "Too heavy"),
                            new Weight("kg", List.of(9))));

            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.result()).isNotNull();
            assertThat(job.problem()).isNotNull();
        });
    }

    @Test
    void tellsNothingOfABugButThatThereIsOne() {
        withJobs(jobs -> {
            assertIsBug(done(jobs, _ -> {
                throw new IllegalStateException("the secret is 42");
            }));
            assertIsBug(done(jobs, _ -> {
                throw new AssertionError("the secret is 42");
            }));
            List<Object> endless = new ArrayList<>();
            endless.add(endless);
            assertIsBug(done(jobs, _ -> JobOutcome.succeeded(endless)));
        });
    }

    @Test
    void cancelsAJobThatWaits() {
        withJobs(jobs -> {
            Job begun = jobs.start("wait", "Wait", _ -> {
                new CountDownLatch(1).await();
                throw new AssertionError("Nothing opens this latch");
            });

            jobs.cancel(begun.id());

            assertThat(jobs.await(begun.id(), LONG).state()).isEqualTo(JobState.CANCELLED);
        });
    }

    @Test
    void callsAJobCancelledWhoseCalleeTookTheInterruptForAFailure() {
        withJobs(jobs -> {
            Job begun = jobs.start("wait", "Wait", _ -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new UnavailableException("systemd-unavailable", "systemd did not answer");
            });

            jobs.cancel(begun.id());

            assertThat(jobs.await(begun.id(), LONG).state()).isEqualTo(JobState.CANCELLED);
        });
    }

    @Test
    void leavesAJobThatHasEndedAsItEnded() {
        withJobs(jobs -> {
            Job job = done(jobs, _ -> JobOutcome.succeeded("done"));

            assertThat(jobs.cancel(job.id())).isEqualTo(job);
            assertThat(jobs.await(job.id(), Duration.ZERO)).isEqualTo(job);
        });
    }

    @Test
    void returnsFromWaitingAtTheEndOrWhenPatienceRunsOut() {
        withJobs(jobs -> {
            CountDownLatch end = new CountDownLatch(1);
            Job begun = jobs.start("wait", "Wait", _ -> {
                end.await();
                return JobOutcome.succeeded("done");
            });

            assertThat(jobs.await(begun.id(), Duration.ofMillis(20)).state()).isEqualTo(JobState.RUNNING);
            assertThat(jobs.await(begun.id(), Duration.ofSeconds(Long.MIN_VALUE))
                            .state())
                    .isEqualTo(JobState.RUNNING);
            end.countDown();
            assertThat(jobs.await(begun.id(), Duration.ofSeconds(Long.MAX_VALUE))
                            .state())
                    .isEqualTo(JobState.SUCCEEDED);
        });
    }

    @Test
    void failsWhatAnEarlierLifeLeftUnfinished() {
        CountDownLatch never = new CountDownLatch(1);
        String[] ids = new String[2];
        withJobs(jobs -> {
            ids[0] = done(jobs, _ -> JobOutcome.succeeded("done")).id();
            ids[1] = jobs.start("wait", "Wait", _ -> {
                        never.await();
                        return JobOutcome.succeeded("too late");
                    })
                    .id();
        });

        withJobs(jobs -> {
            never.countDown();
            assertThat(jobs.get(ids[0]).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(jobs.get(ids[1]).state()).isEqualTo(JobState.FAILED);
            assertThat(jobs.get(ids[1]).endedAt()).isEqualTo(NOW);
            assertThat(problemOf(jobs.get(ids[1]))).containsEntry("type", "urn:rightlink:problem:outcome-unknown");
        });
    }

    @Test
    void leavesAnUnfinishedJobToThoseWhoFindOutWhatCameOfIt() {
        CountDownLatch never = new CountDownLatch(1);
        String[] ids = new String[1];
        withJobs(jobs -> ids[0] = jobs.start("wait", "Wait", _ -> {
                    never.await();
                    return JobOutcome.succeeded("too late");
                })
                .id());

        withJobs(jobs -> {
            jobs.reopen(ids[0]);
            assertThat(jobs.get(ids[0]).state()).isEqualTo(JobState.RUNNING);
            assertThat(jobs.get(ids[0]).problem()).isNull();
            assertThat(jobs.get(ids[0]).endedAt()).isNull();

            jobs.settle(ids[0], JobOutcome.succeeded("found"));
            assertThat(jobs.await(ids[0], LONG).state()).isEqualTo(JobState.SUCCEEDED);
            never.countDown();
        });
    }

    @Test
    void remembersTheNewestThousandAndThoseThatRun() {
        withJobs(jobs -> {
            CountDownLatch end = new CountDownLatch(1);
            Job running = jobs.start("wait", "Wait", _ -> {
                end.await();
                return JobOutcome.succeeded("done");
            });
            List<String> ids = IntStream.range(0, 1_002)
                    .mapToObj(i -> jobs.start("count", "Count", _ -> JobOutcome.succeeded(i)))
                    .map(Job::id)
                    .toList();

            assertThatThrownBy(() -> jobs.get(ids.get(1))).isInstanceOf(NotFoundException.class);
            assertThat(jobs.get(ids.get(2)).id()).isEqualTo(ids.get(2));
            assertThat(jobs.get(running.id()).state()).isEqualTo(JobState.RUNNING);
            end.countDown();
            assertThat(jobs.await(running.id(), LONG).state()).isEqualTo(JobState.SUCCEEDED);
        });
    }

    @Test
    void saysThatThereIsNoSuchJob() {
        withJobs(jobs -> {
            assertThatThrownBy(() -> jobs.get("nothing")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> jobs.await("nothing", LONG)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> jobs.cancel("nothing")).isInstanceOf(NotFoundException.class);
        });
    }

    private void withJobs(Scenario scenario) {
        AssembledAgent.in(state)
                .withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC))
                .run(context -> scenario.play(context.getBean(Jobs.class)));
    }

    private static Job done(Jobs jobs, JobWork work) throws InterruptedException {
        return jobs.await(jobs.start("kind", "Summary", work).id(), LONG);
    }

    private static void assertIsBug(Job job) {
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(job.problem()))
                .contains("urn:rightlink:problem:internal-error")
                .doesNotContain("secret");
    }

    private static Map<String, Object> problemOf(Job job) {
        Map<String, Object> fields = new HashMap<>();
        Objects.requireNonNull(job.problem())
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isInt()
                                ? field.getValue().asInt()
                                : field.getValue().asString()));
        return fields;
    }
}
