package io.rightlink.core.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a job stands. */
public enum JobState {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Returns the name as the API shows it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Tells whether nothing changes any more. */
    public boolean ended() {
        return this != RUNNING;
    }
}
