package io.rightlink.monitoring.internal;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Tells the log what others send or print, so much in a minute, and how much it left out: who talks nonsense must not fill it. Safe for any thread. */
public final class RationedLog {

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int LONGEST = 300;

    private final Logger log;
    private final String subject;
    private final int mostPerMinute;
    private final LongSupplier nanoTime;
    private long begun;
    private int told;
    private long untold;

    /** Begins with the ration of a minute; {@code subject} is what each line begins with. */
    public RationedLog(Logger log, String subject, int mostPerMinute, LongSupplier nanoTime) {
        this.log = log;
        this.subject = subject;
        this.mostPerMinute = mostPerMinute;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /** Tells it, on one line and not all of it if it is long, or counts it. */
    public synchronized void warn(String what) {
        long now = nanoTime.getAsLong();
        if (now - begun >= MINUTE_NANOS) {
            begun = now;
            told = 0;
        }
        if (told < mostPerMinute) {
            told++;
            tell(readable(what));
        } else {
            untold++;
        }
    }

    private void tell(String what) {
        if (untold > 0) {
            log.warn("{} {} (and {} more before, which aren't told)", subject, what, untold);
            untold = 0;
        } else {
            log.warn("{} {}", subject, what);
        }
    }

    private static String readable(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.strip().replaceAll("\\p{Cntrl}", "?");
    }
}
