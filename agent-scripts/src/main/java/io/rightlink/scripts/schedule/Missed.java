package io.rightlink.scripts.schedule;

import java.time.Instant;

/**
 * Due times that came to nothing, as an event tells of them.
 *
 * @param name the schedule's
 * @param dueAt the newest of them
 * @param why of all of them
 * @param countIncomplete whether there were more
 */
record Missed(ScheduleName name, Instant dueAt, String why, long count, boolean countIncomplete) {

    static final String AGENT_DOWN = "agent-down";
    static final String PASSED_OVER = "passed-over";
    static final String OUTSIDE_WINDOW = "outside-window";
    static final String STILL_RUNNING = "still-running";

    static Missed one(ScheduleName name, Instant dueAt, String why) {
        return new Missed(name, dueAt, why, 1, false);
    }

    static String held(String why) {
        return "held: " + why;
    }

    static String refused(String why) {
        return "refused: " + why;
    }

    /** Returns how many there were, in words. */
    String times() {
        return (countIncomplete ? "at least " : "") + (count == 1 ? "once" : count + " times");
    }
}
