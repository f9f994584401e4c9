package io.rightlink.core.job;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** What a job's work comes to: a result, a problem, or a problem together with as much of a result as there is. */
public record JobOutcome(@Nullable Object result, @Nullable ProblemDetail problem) {

    public static JobOutcome succeeded(Object result) {
        return new JobOutcome(result, null);
    }

    public static JobOutcome failed(ProblemDetail problem, Object result) {
        return new JobOutcome(result, problem);
    }
}
