package io.rightlink.scripts.schedule;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.run.RunRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What runs when.
 *
 * @param script by its name in the catalogue: what is there when it is due is what runs
 * @param cron six fields, seconds first, or {@code @daily} and the like, as Spring reads it
 * @param zone an IANA name, whose local time {@code cron} and {@code window} mean; {@code UTC} if absent
 * @param window when runs may begin; always if absent
 * @param jitter runs begin up to so much after they are due, and before they are due again; none if absent
 * @param inputs of each run, and so are placement, thread and timeout
 * @param enabled whether anything runs; it does if absent
 */
public record ScheduleDefinition(
        @Nullable Script script,
        @Nullable String cron,
        @Nullable String zone,
        @Nullable MaintenanceWindow window,
        @Nullable Duration jitter,
        @Nullable Map<String, String> inputs,
        @Nullable String placement,
        @Nullable String thread,
        @Nullable Duration timeout,
        @Nullable Boolean enabled) {

    private static final Duration LONGEST_JITTER = Duration.ofDays(1);

    /** A script in the catalogue. */
    public record Script(@Nullable String name) {}

    /**
     * Puts in what is absent.
     *
     * @throws InvalidException naming what doesn't fit
     */
    public ScheduleDefinition {
        if (script == null || script.name() == null) {
            throw invalid("The field 'script' is missing: {\"script\": {\"name\": …}} of one in the catalogue");
        } else if (cron == null) {
            throw invalid("The field 'cron' is missing: \"0 0 3 * * *\" is daily at 03:00");
        }
        zone = Objects.requireNonNullElse(zone, "UTC");
        CronTimes _ = CronTimes.of(cron, zone);
        jitter = Objects.requireNonNullElse(jitter, Duration.ZERO);
        if (jitter.isNegative() || jitter.compareTo(LONGEST_JITTER) > 0) {
            throw invalid("The jitter " + jitter + " is not between PT0S and " + LONGEST_JITTER);
        }
        RunRequest request = request(script, inputs, placement, thread, timeout);
        inputs = request.inputs();
        placement = request.placement();
        thread = request.thread();
        timeout = request.timeout();
        enabled = Objects.requireNonNullElse(enabled, true);
    }

    /** Returns what is run. */
    RunRequest request() {
        return request(Objects.requireNonNull(script), inputs, placement, thread, timeout);
    }

    /** Returns when it is due. */
    CronTimes times() {
        return CronTimes.of(Objects.requireNonNull(cron), Objects.requireNonNull(zone));
    }

    boolean active() {
        return Boolean.TRUE.equals(enabled);
    }

    /** Tells whether the other one is due at the same times. */
    boolean isDueLike(ScheduleDefinition other) {
        return active() == other.active() && Objects.equals(cron, other.cron) && Objects.equals(zone, other.zone);
    }

    private static RunRequest request(
            Script script,
            @Nullable Map<String, String> inputs,
            @Nullable String placement,
            @Nullable String thread,
            @Nullable Duration timeout) {
        return new RunRequest(new RunRequest.Script(null, script.name()), inputs, placement, thread, timeout);
    }

    private static InvalidException invalid(String why) {
        return new InvalidException("invalid-schedule", why);
    }
}
