package io.rightlink.monitoring.collectd;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Tells the log of what happens often, once a minute with an example: who sends nonsense must not fill it. Safe for any thread. */
final class RareLog {

    private static final long PAUSE_NANOS = 60_000_000_000L;
    private static final int LONGEST = 300;

    private final Logger log;
    private final LongSupplier nanoTime;
    private long untold;
    private boolean told;
    private long toldAt;

    RareLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    synchronized void warn(String example) {
        untold++;
        long now = nanoTime.getAsLong();
        if (!told || now - toldAt >= PAUSE_NANOS) {
            log.warn("Cannot take {} of what was sent; the last: {}", untold, readable(example));
            told = true;
            toldAt = now;
            untold = 0;
        }
    }

    private static String readable(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
