package io.rightlink.systemd.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.job.Jobs;
import io.rightlink.systemd.unit.StableFor;
import io.rightlink.systemd.unit.UnitName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** What tests ask for, and what came of it. */
final class ChangeRequests {

    private ChangeRequests() {}

    static ChangeOptions options(boolean enable) {
        return new ChangeOptions(enable, true, seconds(3), Validation.STRICT, false);
    }

    static StableFor seconds(int seconds) {
        return new StableFor(Duration.ofSeconds(seconds));
    }

    static UnitPath path(String unit) {
        return UnitPath.of(new UnitName(unit));
    }

    static UnitText text(String text) {
        return UnitText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Job ended(Jobs jobs, Job job) throws InterruptedException {
        Job ended = jobs.await(job.id(), Duration.ofSeconds(100));
        assertThat(ended.state()).isNotEqualTo(JobState.RUNNING);
        return ended;
    }

    static String detail(Job job) {
        return Objects.requireNonNull(job.problem(), "no problem").get("detail").asString();
    }
}
