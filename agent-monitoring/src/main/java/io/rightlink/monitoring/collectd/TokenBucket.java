package io.rightlink.monitoring.collectd;

import java.util.function.LongSupplier;

/** Lets so many through in a second, and a burst of some seconds' worth. Safe for any thread. */
final class TokenBucket {

    private static final double NANOSECONDS = 1e9;

    private final double perSecond;
    private final double most;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    TokenBucket(double perSecond, double burstSeconds, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.most = perSecond * burstSeconds;
        this.nanoTime = nanoTime;
        this.tokens = most;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Takes some; what is left may become less than nothing by that, so that what is large pays for it later. */
    synchronized boolean take(int wanted) {
        fill();
        boolean some = tokens > 0;
        if (some) {
            tokens -= wanted;
        }
        return some;
    }

    synchronized boolean isEmpty() {
        fill();
        return tokens <= 0;
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(most, tokens + (now - filledAt) / NANOSECONDS * perSecond);
        filledAt = now;
    }
}
