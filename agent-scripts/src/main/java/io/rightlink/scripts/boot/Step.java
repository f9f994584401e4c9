package io.rightlink.scripts.boot;

import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.RunState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A script of a bundle, as it was when the bundle began.
 *
 * @param position in the bundle, from 1
 * @param outcome how it ended, once that is on record
 * @param problem why it did not succeed, if more is known than its state
 */
record Step(
        int position,
        String runId,
        RunRequest request,
        @Nullable RunState outcome,
        @Nullable String problem) {

    String script() {
        return Objects.requireNonNull(request.script().name());
    }

    boolean succeeded() {
        return outcome == RunState.SUCCEEDED;
    }

    Step ended(RunState state, @Nullable String why) {
        return new Step(position, runId, request, state, why);
    }
}
