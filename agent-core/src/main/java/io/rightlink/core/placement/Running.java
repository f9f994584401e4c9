package io.rightlink.core.placement;

import java.io.InputStream;

/** A program that was started. Safe for any thread. */
public interface Running {
    /** Returns its standard output and error in the order written; ends when every process that holds them has ended. */
    InputStream output();

    /**
     * Says that a part of the output that has been read isn't needed again: who takes the program up later may read zeros instead. A place
     * that keeps output on disk gives back its room, if it can. Does nothing by default.
     *
     * @param from the part's first byte, counted from the beginning of the output
     * @param until the first byte behind it
     */
    default void forget(long from, long until) {}

    /** Tells whether all that could write more ends with the launched process, so that its output ends soon after it. */
    default boolean outputEndsWithIt() {
        return false;
    }

    /** Waits until the launched process itself has exited, whatever processes it left behind. */
    Exit await() throws InterruptedException;

    /**
     * Ends the whole process tree: SIGTERM, and SIGKILL for what is left after a grace of some seconds. Blocks as long. Does nothing
     * once the launched process has ended by itself: what it left behind goes on.
     *
     * @return false if it had ended by itself before
     * @throws io.rightlink.core.problem.UnavailableException if its place can't be reached now
     */
    boolean terminate() throws InterruptedException;

    /**
     * Lets go of what the place keeps of it; to be called once its outcome is on record.
     *
     * @throws io.rightlink.core.problem.UnavailableException if that can't be done now
     */
    default void release() {}
}
