package io.rightlink.monitoring.forward;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait: after each failure twice as long, between half of that and all of it, so that not all hosts come at once. For one thread. */
final class Backoff {

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
        this.next = first;
    }

    /** Returns how long to wait after a failure. */
    Duration next() {
        Duration now = next;
        Duration twice = now.multipliedBy(2);
        next = twice.compareTo(most) > 0 ? most : twice;
        return shortened(now);
    }

    /** Returns how long to wait where waiting alone won't help. */
    Duration longest() {
        return shortened(most);
    }

    void reset() {
        next = first;
    }

    private Duration shortened(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() * (1 - random.nextDouble() / 2)));
    }
}
