package io.rightlink.monitoring.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to happen when an alert fires; the agent tells, and others do it. */
public enum AlertAction {
    /** An escalation is called. */
    ESCALATE,
    /** A vote that an array grows. */
    GROW,
    /** A vote that it shrinks. */
    SHRINK;

    /** Returns the name as a clause has it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AlertAction> ofWord(String word) {
        return Stream.of(values())
                .filter(action -> action.label().equalsIgnoreCase(word))
                .findFirst();
    }
}
