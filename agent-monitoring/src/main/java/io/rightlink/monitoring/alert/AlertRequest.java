package io.rightlink.monitoring.alert;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.problem.InvalidException;
import org.jspecify.annotations.Nullable;

/** What a caller sends to define an alert: {@code {"clause": "If … Then …", "description": "…"}}. */
record AlertRequest(@Nullable String clause, @Nullable String description) {

    AlertRule named(String name) {
        String given = clause;
        if (given == null) {
            throw new InvalidException("invalid-alert-clause", "Cannot define '" + name + "': it has no clause");
        }
        return new AlertRule(name, description, given);
    }
}
