package io.rightlink.systemd.unit;

/**
 * What came of an action.
 *
 * @param result systemd's word for its job: {@code done}, {@code failed}, {@code timeout}, {@code dependency}, {@code canceled};
 *     {@code skipped} also where systemd calls it done, but a Condition of the unit kept it from starting
 * @param unit the unit right after
 */
public record UnitOutcome(String result, Unit unit) {

    /** Tells whether what was asked for is so. */
    public boolean succeeded() {
        return result.equals("done");
    }
}
