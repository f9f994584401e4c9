package io.rightlink.core.job;

/** What a job does. Runs on a virtual thread of its own; cancellation interrupts it. */
@FunctionalInterface
public interface JobWork {
    /**
     * Does the work and says what came of it.
     *
     * @param job where to say how far it is
     * @throws io.rightlink.core.problem.ProblemException if it failed in a way that the caller can understand
     * @throws InterruptedException if it was cancelled and stopped because of that
     */
    JobOutcome run(JobProgress job) throws InterruptedException;
}
