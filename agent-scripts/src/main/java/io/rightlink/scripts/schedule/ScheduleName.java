package io.rightlink.scripts.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** A schedule's name, {@code rotate-logs}. It becomes a part of its runs' ids. */
public record ScheduleName(@JsonValue String value) implements Comparable<ScheduleName> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    /**
     * @throws InvalidException if it could not be a part of a run's id
     */
    public ScheduleName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-schedule-name",
                    "'" + value
                            + "' cannot be a schedule's name: letters, digits and _.- , at most 64, the first one a letter or"
                            + " digit");
        }
    }

    @Override
    public int compareTo(ScheduleName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
