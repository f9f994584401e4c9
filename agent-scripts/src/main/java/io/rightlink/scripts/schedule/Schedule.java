package io.rightlink.scripts.schedule;

import io.rightlink.scripts.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule, as the API shows it; what hasn't happened is absent.
 *
 * @param nextAt when its next run begins, jitter included; absent if it is disabled
 * @param missed how many of its due times came to nothing since it was first made
 * @param missedIncomplete whether there were more than were counted
 */
public record Schedule(
        ScheduleName name,
        ScheduleDefinition definition,
        @Nullable Instant nextAt,
        @Nullable Last last,
        long missed,
        boolean missedIncomplete,
        @Nullable LastMissed lastMissed) {

    /**
     * Its newest run.
     *
     * @param state absent if the run is remembered no more
     */
    public record Last(
            Instant dueAt, String runId, @Nullable RunState state) {}

    /**
     * The newest due time that came to nothing.
     *
     * @param why {@code agent-down}, {@code passed-over} by a clock that was set, {@code outside-window}, {@code still-running},
     *     {@code held: <why>} or {@code refused: <why>}
     */
    public record LastMissed(Instant dueAt, String why) {}
}
