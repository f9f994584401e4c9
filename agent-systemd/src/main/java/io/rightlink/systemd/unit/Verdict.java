package io.rightlink.systemd.unit;

import io.rightlink.systemd.bus.PendingJob;
import io.rightlink.systemd.bus.UnitProperties;
import java.util.Objects;
import java.util.Optional;

/** What a unit's properties say of an action on it. Stateless. */
final class Verdict {

    private Verdict() {}

    /** Returns the result of a job: systemd's own, but for what that doesn't tell. */
    static String resultOf(UnitAction action, String said, UnitProperties before, UnitProperties after) {
        if (said.equals(PendingJob.UNKNOWN)) {
            return inferred(action, before, after);
        }
        boolean skipped = action.starts() && said.equals("done") && !after.isUp() && after.skippedByCondition();
        return skipped ? "skipped" : said;
    }

    /** Returns what must have come of a job whose end went unheard. */
    private static String inferred(UnitAction action, UnitProperties before, UnitProperties after) {
        boolean ranAnew = !after.invocation().equals(before.invocation());
        return switch (action) {
            case STOP -> after.isUp() ? PendingJob.UNKNOWN : "done";
            case START, RESTART -> {
                if (after.isFailed() && (ranAnew || !before.isFailed())) {
                    yield "failed";
                }
                boolean isSo = ranAnew || (action == UnitAction.START && after.isUp());
                yield isSo ? "done" : PendingJob.UNKNOWN;
            }
            case RELOAD, ENABLE, DISABLE -> PendingJob.UNKNOWN;
        };
    }

    /**
     * Returns what shows that a unit which was started doesn't hold; empty while it does.
     *
     * @param started the unit right after its start
     */
    static Optional<String> instability(UnitProperties started, UnitProperties now) {
        if (now.isFailed()) {
            return Optional.of("it failed soon after its start");
        }
        boolean restarted = !Objects.equals(started.known("NRestarts"), now.known("NRestarts"));
        if (restarted || now.text("SubState").equals("auto-restart")) {
            return Optional.of("it ended soon after its start, and systemd starts it again");
        }
        boolean mayEnd = now.text("Type").equals("oneshot") && !now.is("RemainAfterExit");
        return now.isUp() || mayEnd ? Optional.empty() : Optional.of("it ended by itself soon after its start");
    }
}
