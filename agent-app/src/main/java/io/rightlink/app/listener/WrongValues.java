package io.rightlink.app.listener;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has addresses wait from which wrong secrets and tokens come: after five within a minute for ten seconds, and then, for each further
 * one after the wait, twice as long as before, five minutes at most. What is right is never asked about here, so nobody can lock out a
 * neighbour behind the same address; values are too long to be guessed at any speed. Holds a bounded number of addresses, those from
 * which nothing wrong came for the longest time being forgotten first. Safe for any thread.
 */
class WrongValues {

    private static final int FREE = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final Duration TOLD_AGAIN = Duration.ofHours(1);

    private final InstantSource clock;
    private final SlowedCallers slowed;
    private final Map<String, Row> rows;

    WrongValues(InstantSource clock, int most, SlowedCallers slowed) {
        this.clock = clock;
        this.slowed = slowed;
        this.rows = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
                return size() > most;
            }
        };
    }

    /** Counts a wrong value, and returns how long its sender has to wait; empty if it need not yet. */
    synchronized Optional<Duration> from(String address) {
        Instant now = clock.instant();
        Row row = rows.get(address);
        if (row == null || row.isOver(now)) {
            row = new Row(now, 0, null, Duration.ZERO, now, 0);
        }
        Optional<Duration> wait = row.waits(now) ? Optional.of(Duration.between(now, row.until())) : Optional.empty();
        Row next = (wait.isPresent() ? row : row.after(now)).oneMore();
        if (row.until() == null
                ? next.until() != null
                : !now.isBefore(row.told().plus(TOLD_AGAIN))) {
            slowed.slowed(address, next.untold());
            next = next.toldAt(now);
        }
        rows.put(address, next);
        return wait;
    }

    /**
     * Wrong values in a row.
     *
     * @param until when the wait is over; null while there was none
     * @param length how long the wait is
     * @param told when it was last told
     * @param untold how many came since then, those within waits among them
     */
    private record Row(Instant since, int count, @Nullable Instant until, Duration length, Instant told, int untold) {

        /** A clock that was set back begins it anew, too. */
        boolean isOver(Instant now) {
            Instant last = until == null ? since : until;
            return !now.isBefore(last.plus(WINDOW)) || now.isBefore(since);
        }

        boolean waits(Instant now) {
            return until != null && now.isBefore(until);
        }

        Row after(Instant now) {
            if (count + 1 < FREE) {
                return new Row(since, count + 1, null, Duration.ZERO, told, untold);
            }
            Duration longer = length.isZero() ? FIRST_WAIT : shorter(length.multipliedBy(2), LONGEST_WAIT);
            return new Row(since, count + 1, now.plus(longer), longer, told, untold);
        }

        Row oneMore() {
            return new Row(since, count, until, length, told, untold + 1);
        }

        Row toldAt(Instant now) {
            return new Row(since, count, until, length, now, 0);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
