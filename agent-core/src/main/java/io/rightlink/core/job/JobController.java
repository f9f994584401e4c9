package io.rightlink.core.job;

import static io.rightlink.core.access.Role.OPERATE;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs/{id}")
class JobController {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    @Access(READ)
    Job get(@PathVariable String id, @RequestParam(defaultValue = "0s") @DurationUnit(ChronoUnit.SECONDS) Duration wait)
            throws InterruptedException {
        return jobs.await(id, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    @DeleteMapping
    @Access(OPERATE)
    Job cancel(@PathVariable String id) {
        return jobs.cancel(id);
    }
}
