package io.rightlink.scripts.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a run stands. */
public enum RunState {
    /** Recorded; not started yet. */
    QUEUED("queued"),
    /** Started, or about to be: this is recorded before the process is made. */
    RUNNING("running"),
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    TIMED_OUT("timedOut"),
    CANCELLED("cancelled"),
    /** The agent ended while it ran, and it with the agent. */
    INTERRUPTED("interrupted"),
    /** It ran, or was about to, where it outlives the agent, and nothing is left there that tells how it ended. */
    UNKNOWN("unknown");

    private final String label;

    RunState(String label) {
        this.label = label;
    }

    /** Returns the name as the API shows it. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Tells whether nothing changes any more. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    /** Reads what {@link #label} returns. */
    public static RunState ofLabel(String label) {
        for (RunState state : values()) {
            if (state.label.equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("No run state '" + label + "'");
    }
}
