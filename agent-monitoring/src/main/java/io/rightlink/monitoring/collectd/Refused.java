package io.rightlink.monitoring.collectd;

import java.util.Locale;

/** Something of what was sent can't be taken, and why. Has no stack trace: who sends nonsense must not make it dear. */
final class Refused extends Exception {

    /** What it is counted under. */
    enum Reason {
        /** It isn't what the format allows. */
        MALFORMED,
        /** It has another number of values than its type. */
        WRONG_NUMBER_OF_VALUES,
        /** It is longer, or has more parts, than is read. */
        TOO_LARGE,
        /** More comes than is taken in a second, from all senders together. */
        TOO_FAST,
        /** A packet is neither signed nor encrypted as is demanded. */
        NOT_SECURE,
        /** A packet names a user that isn't known. */
        UNKNOWN_USER,
        /** A packet's signature or checksum doesn't fit. */
        WRONG_SIGNATURE,
        /** The agent failed on it. */
        FAILED;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    Refused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
