package io.rightlink.monitoring.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an alert stands; of several hosts the worst counts, and they are in this order. */
public enum AlertState {
    /** The condition doesn't hold. */
    OK(0),
    /** There is no value to tell. */
    UNKNOWN(1),
    /** The condition holds, and not yet for as long as the clause says. */
    PENDING(2),
    /** It held for so long. */
    FIRING(3);

    private final int severity;

    AlertState(int severity) {
        this.severity = severity;
    }

    /** Returns the name as the API shows it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number by which the metric shows it. */
    int severity() {
        return severity;
    }

    static AlertState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
