package io.rightlink.docker.log;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wanted of a log.
 *
 * @param tail of the whole log; the times leave out more of that
 * @param since the time of the first line; from the beginning without
 * @param until the time of the last line; to the end without
 * @param timestamps whether each line begins with its time, as the engine writes it
 * @param follow whether what is written from now on is wanted, too
 */
public record LogQuery(
        Tail tail, Optional<Instant> since, Optional<Instant> until, boolean timestamps, boolean follow) {

    /** Returns it as the engine wants it: {@code stdout=1&stderr=1&tail=all&timestamps=0&follow=1&since=1767323045.000000000}. */
    String parameters() {
        return "stdout=1&stderr=1&tail=" + tail.value()
                + "&timestamps=" + (timestamps ? 1 : 0)
                + "&follow=" + (follow ? 1 : 0)
                + since.map(time -> "&since=" + seconds(time)).orElse("")
                + until.map(time -> "&until=" + seconds(time)).orElse("");
    }

    private static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
