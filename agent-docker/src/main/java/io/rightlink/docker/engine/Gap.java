package io.rightlink.docker.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that can't be seen of what the engine has.
 *
 * @param since when that began
 */
public record Gap(String reason, Instant since) {

    /** Returns the reason and since when, for people. */
    public String words() {
        return reason + " (since " + since.truncatedTo(ChronoUnit.SECONDS) + ")";
    }
}
