package io.rightlink.scripts.schedule;

import io.rightlink.core.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.scheduling.support.CronExpression;

/**
 * The times that a cron expression means in a zone. Where the zone's clocks are set, they are Spring's: what falls into the hour that is
 * left out in spring isn't due that day, and what falls into the one that comes twice in autumn is due in both.
 * Stateless.
 */
record CronTimes(CronExpression expression, ZoneId zone) {

    private static final int LONGEST = 200;

    /** So many days before the last one, 28 or more: a day that February doesn't have. */
    private static final Pattern BEFORE_SOME_MONTH =
            Pattern.compile("L-\\+?0*(?:2[89]|[3-9]\\d|\\d{3,})", Pattern.CASE_INSENSITIVE);

    /** Those of a leap year, and of one that is none. */
    private static final int MONTHS = 24;

    private static final ZonedDateTime ANY = ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /**
     * Due times, the earliest first.
     *
     * @param complete whether there are no earlier ones
     */
    record Past(List<Instant> times, boolean complete) {}

    /**
     * Reads an expression.
     *
     * @throws InvalidException if it can't be read, never matches, or there is no such zone
     */
    static CronTimes of(String cron, String zone) {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(zone)) {
            throw invalid("There is no time zone '" + zone + "': it has an IANA name such as UTC or Europe/Berlin");
        }
        CronTimes times = new CronTimes(parse(cron), ZoneId.of(zone));
        if (BEFORE_SOME_MONTH.matcher(cron).find()
                || !IntStream.range(0, MONTHS).mapToObj(ANY::plusMonths).allMatch(times::goesOn)) {
            throw invalid("The cron expression '" + cron + "' never matches, or not in each of its months: there is"
                    + " no such day");
        }
        return times;
    }

    /** Returns the first after a time; empty if there is none in the years that follow. */
    Optional<Instant> after(Instant time) {
        return next(time.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** Of L-28 and beyond, Spring makes a day of an earlier month where a month is too short: one that is over. */
    private Optional<ZonedDateTime> next(ZonedDateTime time) {
        return Optional.ofNullable(expression.next(time)).filter(next -> next.isAfter(time));
    }

    private boolean goesOn(ZonedDateTime time) {
        try {
            return next(time).isPresent();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /**
     * Returns those after one time and up to another; if they are more than so many, the newest of them, half as many at least. However far
     * apart the two are, it doesn't take long.
     */
    Past between(Instant after, Instant until, int most) {
        List<Instant> all = walk(after, until, most);
        if (all.size() <= most) {
            return new Past(all, true);
        }
        List<Instant> newest = List.of();
        Instant tooFar = after;
        Instant near = until;
        while (newest.size() < most / 2) {
            Instant start = tooFar.plus(Duration.between(tooFar, near).dividedBy(2));
            List<Instant> times = walk(start, until, most);
            if (times.size() > most) {
                tooFar = start;
            } else {
                near = start;
                newest = times;
            }
        }
        return new Past(newest, false);
    }

    /** Returns one more than there may be, if there are more. */
    private List<Instant> walk(Instant after, Instant until, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = after(after);
        while (times.size() <= most && next.isPresent() && !next.get().isAfter(until)) {
            times.add(next.get());
            next = after(next.get());
        }
        return times;
    }

    private static CronExpression parse(String cron) {
        if (cron.length() > LONGEST) {
            throw invalid("The cron expression is longer than " + LONGEST + " characters");
        }
        try {
            return CronExpression.parse(cron);
        } catch (IllegalArgumentException e) {
            throw invalid("The cron expression '" + cron + "' can't be read: " + e.getMessage()
                    + ". It has six fields, seconds first ('0 0 3 * * *' is daily at 03:00), or is @hourly, @daily,"
                    + " @weekly, @monthly or @yearly");
        }
    }

    private static InvalidException invalid(String why) {
        return new InvalidException("invalid-schedule", why);
    }
}
