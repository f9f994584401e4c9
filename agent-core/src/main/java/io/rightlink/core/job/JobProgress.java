package io.rightlink.core.job;

/** A job as its own work sees it. Safe for any thread. */
public interface JobProgress {

    /** Returns the job's id. */
    String jobId();

    /** Says what is being done now, for people; callers see the last one for as long as the job runs. */
    void say(String progress);
}
