package io.rightlink.scripts.schedule;

import io.rightlink.core.problem.InvalidException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule's runs may begin.
 *
 * @param from the time of day at which it opens, {@code 22:00}
 * @param to the time of day at which it has closed; earlier than {@code from} means on the next day
 * @param days on which it opens; every day if absent
 */
public record MaintenanceWindow(
        @Nullable String from,
        @Nullable String to,
        @Nullable Set<Weekday> days) {

    /** A day of the week, as cron expressions have it. */
    public enum Weekday {
        MON,
        TUE,
        WED,
        THU,
        FRI,
        SAT,
        SUN;

        static Weekday of(DayOfWeek day) {
            return valueOf(day.name().substring(0, 3));
        }
    }

    /**
     * Puts in what is absent.
     *
     * @throws InvalidException if it can't be read, or never opens
     */
    public MaintenanceWindow {
        from = time(from, "from").toString();
        to = time(to, "to").toString();
        days = days == null ? EnumSet.allOf(Weekday.class) : days;
        require(
                !from.equals(to),
                "The maintenance window opens and closes at " + from + ": leave it out, if that is all day");
        require(!days.isEmpty(), "The maintenance window opens on no day: leave 'days' out, if it does every day");
        days = EnumSet.copyOf(days);
    }

    /** Tells whether it is open; just when it closes it isn't. */
    boolean isOpenAt(ZonedDateTime at) {
        LocalTime opens = time(from, "from");
        LocalTime closes = time(to, "to");
        LocalTime time = at.toLocalTime();
        boolean sinceToday = !time.isBefore(opens) && (time.isBefore(closes) || closes.isBefore(opens));
        boolean sinceYesterday = closes.isBefore(opens) && time.isBefore(closes);
        return (sinceToday && opensOn(at.getDayOfWeek()))
                || (sinceYesterday && opensOn(at.getDayOfWeek().minus(1)));
    }

    private boolean opensOn(DayOfWeek day) {
        return days != null && days.contains(Weekday.of(day));
    }

    private static LocalTime time(@Nullable String text, String field) {
        try {
            return LocalTime.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            throw new InvalidException(
                    "invalid-schedule",
                    "The maintenance window's '" + field + "' is no time of day such as 02:00: '" + text + "'");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidException("invalid-schedule", otherwise);
        }
    }
}
