package io.rightlink.scripts.run;

import io.rightlink.core.placement.Running;

/**
 * Has a run's place forget of its output what is left out in between, for as long as it goes on: what prints without end takes no endless
 * room there. The beginning stays, and so does what the end may come from: whoever takes the run up reads from the beginning. For one
 * thread.
 */
final class NeedlessOutput {

    /** Far more than what is hidden in it may take, since a credential that is forgotten in part isn't recognised any more. */
    private static final long STEP_BYTES = 16 * 1024 * 1024;

    private final Running running;
    private final OutputFile kept;
    private final long step;
    private long from;
    private long until;
    private long droppedUntil;

    NeedlessOutput(Running running, OutputFile kept) {
        this(running, kept, STEP_BYTES);
    }

    /** @param step how much is forgotten at once, at least */
    NeedlessOutput(Running running, OutputFile kept, long step) {
        this.step = step;
        this.running = running;
        this.kept = kept;
    }

    /**
     * Says how much has been read, and came into the file as far as it is kept.
     *
     * @param read in bytes as the run wrote them, of which the file may have fewer: what is hidden is shorter there
     */
    void read(long read) {
        long dropped = kept.dropped();
        if (from == 0 && dropped > 0) {
            from = read;
            markAt(read, dropped);
        } else if (dropped - droppedUntil >= kept.tailBytes() + step) {
            if (from < until) {
                running.forget(from, until);
            }
            from = until;
            markAt(read, dropped);
        }
    }

    private void markAt(long read, long dropped) {
        until = read;
        droppedUntil = dropped;
    }
}
