package io.rightlink.systemd.unit;

import org.jspecify.annotations.Nullable;

/**
 * What came of an action.
 *
 * @param result systemd's word for its job: {@code done}, {@code failed}, {@code timeout}, {@code dependency}, {@code canceled};
 *     {@code skipped} also where systemd calls it done, but a Condition of the unit kept it from starting; {@code unknown} where the
 *     job's end went unheard and the unit doesn't tell
 * @param unit the unit right after
 * @param instability what happened to it within the time for which it was to be stable, if anything did
 */
public record UnitOutcome(
        String result, Unit unit, @Nullable String instability) {

    /** Tells whether what was asked for is so. */
    public boolean succeeded() {
        return result.equals("done") && instability == null;
    }

    /** Returns what is wrong, {@code job failed (exit-code, exit status 3)}. */
    public String complaint() {
        return instability != null ? instability + howItEnded() : "job " + result + howItEnded();
    }

    /** Returns what a service says of its last run; other types of units say nothing. */
    private String howItEnded() {
        String exit = unit.exitStatus() == null ? "" : ", exit status " + unit.exitStatus();
        return unit.result() == null ? "" : " (" + unit.result() + exit + ")";
    }
}
