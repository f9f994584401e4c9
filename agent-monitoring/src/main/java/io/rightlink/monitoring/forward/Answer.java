package io.rightlink.monitoring.forward;

import java.time.Duration;

/** What came of sending a batch. */
sealed interface Answer {
    /** The platform has it. */
    record Taken() implements Answer {}

    /** The platform will never take it. */
    record Refused(String reason) implements Answer {}

    /**
     * It is to be sent again.
     *
     * @param notBefore after which; zero if the platform didn't say
     */
    record Later(String reason, Duration notBefore) implements Answer {}

    /** It is to be sent again, but only once somebody has set something right: credentials, or the URL. */
    record Misled(String reason) implements Answer {}
}
