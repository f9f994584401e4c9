package io.rightlink.scripts.schedule;

import io.rightlink.core.event.Events;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Schedules in the store, held in memory, too. Runs begin once {@link Runs} has started, and none after the stop. Safe for any thread. */
final class StoredSchedules implements Schedules, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSchedules.class);
    private static final int MOST = 200;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ScheduleStore store;
    private final Runs runs;
    private final Clock clock;
    private final Firing firing;
    private final ScheduleTimer timer;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<ScheduleName, Track> tracks = new ConcurrentSkipListMap<>();
    private volatile boolean running;
    private volatile boolean troubled;
    private Instant awake;

    StoredSchedules(ScheduleStore store, Runs runs, Events events, List<ScheduleHold> holds, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
        this.awake = clock.instant();
        this.firing = new Firing(runs, events, holds, this::keep);
        this.timer = new ScheduleTimer(this::look, this::nextLook, clock);
        store.load().forEach(track -> tracks.put(track.name(), track));
    }

    @Override
    public Listing<Schedule> list() {
        Instant now = clock.instant();
        return Listing.complete(
                now, tracks.values().stream().map(track -> view(track, now)).toList());
    }

    @Override
    public Schedule get(ScheduleName name) {
        return view(require(name), clock.instant());
    }

    @Override
    public Change put(ScheduleName name, ScheduleDefinition definition) {
        runs.check(definition.request());
        turn.lock();
        try {
            Track before = tracks.get(name);
            Instant now = clock.instant();
            if (before == null && tracks.size() >= MOST) {
                throw new ConflictException(
                        "too-many-schedules", "Cannot keep the schedule '" + name + "': there are " + MOST);
            }
            if (before == null) {
                keep(Track.begin(name, definition, new SplittableRandom().nextLong(), now));
            } else if (!before.definition().equals(definition)) {
                keep(before.redefined(definition, now));
            }
            timer.again();
            return new Change(get(name), before == null);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void remove(ScheduleName name) {
        turn.lock();
        try {
            Track _ = require(name);
            store.remove(name);
            tracks.remove(name);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void start() {
        turn.lock();
        try {
            awake();
            timer.start();
        } finally {
            turn.unlock();
        }
    }

    /** Waits for a run that is just being submitted. */
    @Override
    public void stop() {
        turn.lock();
        try {
            running = false;
            timer.stop();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** It can't begin again once it has stopped. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** From now on there is somebody who looks; what was due before was due while the agent was down. */
    void awake() {
        awake = clock.instant();
        running = true;
    }

    /** Does what is due. What one schedule meets with doesn't keep the others from it. */
    void look() {
        turn.lock();
        try {
            Instant now = clock.instant();
            // where the clock was set back, what it now comes to for the second time isn't from before this life
            awake = awake.isAfter(now) ? now : awake;
            boolean failed = false;
            for (Track track : tracks.values()) {
                failed |= running && !look(track, now);
            }
            troubled = failed;
        } finally {
            turn.unlock();
        }
    }

    private boolean look(Track track, Instant now) {
        try {
            Track current = track.notAheadOf(now);
            tracks.put(track.name(), current);
            firing.look(current, now, awake);
            return true;
        } catch (RuntimeException e) {
            LOG.error("Cannot run what is due on the schedule '{}', so it is tried again soon", track.name(), e);
            return false;
        }
    }

    /** Returns when something is due; not at once if that could not be done a moment ago. */
    Optional<Instant> nextLook() {
        Instant now = clock.instant();
        Optional<Instant> next = tracks.values().stream()
                .flatMap(track -> track.nextAt(now).stream())
                .min(Comparator.naturalOrder());
        return troubled ? next.map(at -> at.isBefore(now.plus(RETRY)) ? now.plus(RETRY) : at) : next;
    }

    private void keep(Track track) {
        store.save(track);
        tracks.put(track.name(), track);
    }

    private Track require(ScheduleName name) {
        Track track = tracks.get(name);
        if (track == null) {
            throw new NotFoundException("schedule-not-found", "No schedule '" + name + "'");
        }
        return track;
    }

    private Schedule view(Track track, Instant now) {
        return new Schedule(
                track.name(),
                track.definition(),
                track.nextAt(now).orElse(null),
                last(track.last()),
                track.misses().count(),
                track.misses().incomplete(),
                track.misses().last());
    }

    private Schedule.@Nullable Last last(Track.@Nullable Ran ran) {
        return ran == null ? null : new Schedule.Last(ran.dueAt(), ran.runId(), state(ran.runId()));
    }

    /** Returns null for a run that is remembered no more. */
    private @Nullable RunState state(String runId) {
        try {
            return runs.get(new RunId(runId)).state();
        } catch (NotFoundException e) {
            return null;
        }
    }
}
