package io.rightlink.core.placement;

import java.util.OptionalInt;

/**
 * How a process ended. Without a code and a signal, the place doesn't know any more.
 *
 * @param code the exit code, 0 to 255; empty if a signal ended it
 * @param signal the signal's number; empty if it exited by itself
 * @param timedOut whether the place ended it because it ran for longer than it was allowed to
 */
public record Exit(OptionalInt code, OptionalInt signal, boolean timedOut) {

    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    public Exit(OptionalInt code, OptionalInt signal) {
        this(code, signal, false);
    }

    /** Returns what {@link Process#exitValue()} says, which gives 128 + n for the signal n. */
    public static Exit ofShellStatus(int status) {
        return status > 128 && status < 128 + 65
                ? new Exit(OptionalInt.empty(), OptionalInt.of(status - 128))
                : new Exit(OptionalInt.of(status), OptionalInt.empty());
    }

    /** Returns the end of a process of which nothing is left to tell. */
    public static Exit unknown() {
        return new Exit(OptionalInt.empty(), OptionalInt.empty());
    }

    public boolean isKnown() {
        return code.isPresent() || signal.isPresent();
    }

    public boolean succeeded() {
        return code.isPresent() && code.getAsInt() == 0;
    }

    /** Tells whether it was ended by one of the signals by which {@link Running#terminate} does that. */
    public boolean isByTermination() {
        return signal.isPresent() && (signal.getAsInt() == SIGTERM || signal.getAsInt() == SIGKILL);
    }
}
