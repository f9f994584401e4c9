package io.rightlink.core.job;

import io.rightlink.core.problem.NotFoundException;
import java.time.Duration;

/** Work that takes longer than a request should. Every job is in the store before it begins. Safe for any thread. */
public interface Jobs {
    /** Records the job, then begins it; returns it as running. */
    Job start(String kind, String summary, JobWork work);

    /** Returns the job as it is. A job that an earlier life of the agent left unfinished shows as failed.
     *
     * @throws NotFoundException if there is none of this id, or it is forgotten: the newest thousand are kept
     */
    Job get(String id);

    /** Returns the job as soon as it has ended, or as it is when {@code patience} runs out. */
    Job await(String id, Duration patience) throws InterruptedException;

    /** Asks the job to stop and returns it as it is then; a job that has ended stays as it ended. */
    Job cancel(String id);

    /**
     * Shows a job that an earlier life of the agent left unfinished as running again, because somebody will {@link #settle} it;
     * does nothing if it is forgotten.
     */
    void reopen(String id);

    /** Says what came in the end of a job that an earlier life of the agent left unfinished; does nothing if it is forgotten. */
    void settle(String id, JobOutcome outcome);
}
