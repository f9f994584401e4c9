package io.rightlink.scripts.schedule;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes runs of due times, each of the id that its due time gives it: one that was submitted, and not recorded before the agent was
 * killed, is found and not run twice. A time that is past for a minute isn't made up for, and told. For one thread at a time.
 */
final class Firing {

    private static final Logger LOG = LoggerFactory.getLogger(Firing.class);

    /** What is later than this is too late. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** Half of it is more than a minute's seconds, so that some of what is too late is always among them. */
    private static final int MOST_COUNTED = 1_000;

    private final Runs runs;
    private final Events events;
    private final List<ScheduleHold> holds;
    private final Consumer<Track> keep;

    /** @param keep keeps where a schedule stands, on disk when it returns */
    Firing(Runs runs, Events events, List<ScheduleHold> holds, Consumer<Track> keep) {
        this.runs = runs;
        this.events = events;
        this.holds = List.copyOf(holds);
        this.keep = keep;
    }

    /**
     * Does what is due by now, and tells what was due and is too late.
     *
     * @param awake since when the agent is there
     */
    void look(Track track, Instant now, Instant awake) {
        Optional<Instant> next = track.nextAt(now);
        if (next.isEmpty() || next.get().isAfter(now)) {
            return;
        }
        CronTimes.Past past = track.times().between(track.handledUntil(), now, MOST_COUNTED);
        Track at = track;
        List<Instant> late =
                past.times().stream().filter(due -> isLate(track, due, now)).toList();
        if (!late.isEmpty()) {
            at = giveUp(at, late, past.complete(), awake);
        }
        for (Instant due : past.times().subList(late.size(), past.times().size())) {
            if (!track.beginsAt(due).isAfter(now)) {
                at = fire(at, due, now);
            }
        }
    }

    private static boolean isLate(Track track, Instant due, Instant now) {
        return !track.beginsAt(due).plus(LATE).isAfter(now);
    }

    private Track giveUp(Track before, List<Instant> late, boolean complete, Instant awake) {
        Track at = before;
        Map<String, Missed> missed = new HashMap<>();
        for (Instant due : late) {
            if (find(at.runId(due)).isPresent()) {
                at = at.ran(due);
            } else {
                Missed one = new Missed(at.name(), due, whyLate(at, due, awake), 1, !complete && !due.isAfter(awake));
                missed.merge(one.why(), one, (all, more) -> together(all, more, awake));
            }
        }
        List<Missed> all = missed.values().stream()
                .sorted(Comparator.comparing(Missed::dueAt))
                .toList();
        for (Missed some : all) {
            at = at.missed(some);
        }
        at = at.handledUntil(late.getLast());
        keep.accept(at);
        all.forEach(some -> tell(before, some));
        return at;
    }

    private static String whyLate(Track track, Instant due, Instant awake) {
        if (!isOpen(track, track.beginsAt(due))) {
            return Missed.OUTSIDE_WINDOW;
        }
        return due.isAfter(awake) ? Missed.PASSED_OVER : Missed.AGENT_DOWN;
    }

    /** Times that a clock jumped over never were, so all of them count once. */
    private static Missed together(Missed all, Missed more, Instant awake) {
        long count = more.dueAt().isAfter(awake) ? all.count() : all.count() + 1;
        return new Missed(all.name(), more.dueAt(), all.why(), count, all.countIncomplete());
    }

    private Track fire(Track before, Instant due, Instant now) {
        RunId id = before.runId(due);
        boolean there = find(id).isPresent();
        String obstacle = there ? null : obstacle(before, now).orElseGet(() -> submit(before, id));
        Missed missed = obstacle == null ? null : Missed.one(before.name(), due, obstacle);
        Track at = missed == null ? before.ran(due) : before.missed(missed);
        keep.accept(at);
        if (missed != null) {
            tell(before, missed);
        }
        return at;
    }

    private Optional<String> obstacle(Track track, Instant now) {
        Optional<String> held =
                holds.stream().flatMap(hold -> hold.why().stream()).findFirst();
        if (held.isPresent()) {
            return held.map(Missed::held);
        } else if (!isOpen(track, now)) {
            return Optional.of(Missed.OUTSIDE_WINDOW);
        }
        return isRunning(track) ? Optional.of(Missed.STILL_RUNNING) : Optional.empty();
    }

    /** Returns why it was refused, if it was. */
    private @Nullable String submit(Track track, RunId id) {
        try {
            Runs.Submission _ = runs.submit(id, track.definition().request());
            return null;
        } catch (ProblemException e) {
            return Missed.refused(String.valueOf(e.getMessage()));
        }
    }

    private boolean isRunning(Track track) {
        Track.Ran last = track.last();
        return last != null
                && find(new RunId(last.runId()))
                        .filter(run -> !run.state().ended())
                        .isPresent();
    }

    private static boolean isOpen(Track track, Instant at) {
        MaintenanceWindow window = track.definition().window();
        return window == null || window.isOpenAt(at.atZone(track.times().zone()));
    }

    private Optional<Run> find(RunId id) {
        try {
            return Optional.of(runs.get(id));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The first of a row is in the log: a schedule that is due each second would fill it. */
    private void tell(Track before, Missed missed) {
        Schedule.LastMissed last = before.misses().last();
        Track.Ran ran = before.last();
        boolean goesOn = last != null
                && last.why().equals(missed.why())
                && (ran == null || ran.dueAt().isBefore(last.dueAt()));
        String text = "The schedule '{}' has not run {}, the last time when it was due at {}: {}";
        if (goesOn) {
            LOG.debug(text, missed.name(), missed.times(), missed.dueAt(), missed.why());
        } else {
            LOG.warn(text, missed.name(), missed.times(), missed.dueAt(), missed.why());
        }
        events.publish(EventType.SCHEDULE, missed);
    }
}
