package io.rightlink.docker.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time in which it couldn't be seen for sure what the engine has. */
record PastGap(String reason, Instant since, Instant until) {

    /** Returns the reason and the time, for people. */
    String words() {
        return reason + " (from " + since.truncatedTo(ChronoUnit.SECONDS) + " to "
                + until.truncatedTo(ChronoUnit.SECONDS) + ")";
    }
}
