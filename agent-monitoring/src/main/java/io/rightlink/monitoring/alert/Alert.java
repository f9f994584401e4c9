package io.rightlink.monitoring.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and where it stands.
 *
 * @param source who defined it: {@code api}, or whose set it is of
 * @param since when its state began: pending, the time of the first value that the condition holds of
 * @param value the last one of the host that is told of, if it is a number
 * @param threshold as the clause has it, {@code 1} or {@code NaN}
 * @param target the name of the escalation, or the tag to vote for
 * @param host the one in the worst state, of several the one that is longest in it
 * @param evaluatedAt when it was last looked at, if ever since the agent started
 */
public record Alert(
        String name,
        @Nullable String description,
        String source,
        String clause,
        AlertState state,
        Instant since,
        @Nullable Double value,
        String threshold,
        AlertAction action,
        String target,
        @Nullable String host,
        @Nullable Instant evaluatedAt) {}
