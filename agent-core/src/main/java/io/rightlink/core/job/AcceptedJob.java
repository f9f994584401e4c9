package io.rightlink.core.job;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** The answer to a request that started a job: 202, and where to follow it. */
public final class AcceptedJob {

    private AcceptedJob() {}

    public static ResponseEntity<Job> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/jobs/" + job.id()))
                .body(job);
    }
}
