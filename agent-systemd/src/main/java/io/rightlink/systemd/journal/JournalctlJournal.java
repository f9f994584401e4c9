package io.rightlink.systemd.journal;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Following;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.Units;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** The journal as journalctl reads it, one process for each answer. Safe for any thread. */
final class JournalctlJournal implements Journal {

    private static final int LOOKS = 10;
    private static final long MILLIS_BETWEEN_LOOKS = 100;

    private final JournalReader reader;
    private final Units units;
    private final AnswerRoom answers;
    private final JournalSettings settings;
    private final Clock clock;
    private final Semaphore room;
    private final Set<LiveFollowing> followings = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    JournalctlJournal(JournalReader reader, Units units, AnswerRoom answers, JournalSettings settings, Clock clock) {
        this.reader = reader;
        this.units = units;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
        this.room = new Semaphore(settings.followers());
    }

    @Override
    public Listing<JournalEntry> entries(JournalQuery query) {
        Instant asOf = clock.instant();
        JournalReading reading = read(query).reading();
        return new Listing<>(asOf, reading.reason() == null, reading.reason(), reading.entries());
    }

    @Override
    public List<JournalEntry> last(UnitName unit, Instant since, int lines) throws InterruptedException {
        JournalQuery query = new JournalQuery(unit, since, lines, null);
        List<JournalEntry> before = reader.read(query).entries();
        for (int look = 1; look < LOOKS && !closed.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS); look++) {
            List<JournalEntry> now = reader.read(query).entries();
            if (!now.isEmpty() && now.equals(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    @Override
    public Following<JournalEvent> follow(JournalQuery query, Optional<Cursor> after) throws InterruptedException {
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too-many-followers",
                    "Cannot follow '" + query.unit() + "': " + settings.followers() + " follow a journal already");
        }
        boolean begun = false;
        try {
            LiveFollowing following = begin(query, after);
            begun = true;
            return following;
        } finally {
            if (!begun) {
                room.release();
            }
        }
    }

    /** Ends those that follow, so that nobody waits for them when the agent ends. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed.countDown();
        followings.forEach(LiveFollowing::end);
    }

    private LiveFollowing begin(JournalQuery query, Optional<Cursor> after) throws InterruptedException {
        if (after.isPresent()) {
            return begin(query.of(nameInJournal(query.unit())), after, new Backlog(List.of(), () -> {}));
        }
        AnswerRoom.Place place = answers.enter();
        boolean begun = false;
        try {
            Known known = read(query);
            List<JournalEvent> events = known.reading().events();
            Optional<Cursor> last = events.isEmpty()
                    ? Optional.empty()
                    : Optional.of(events.getLast().cursor());
            LiveFollowing following = begin(query.of(known.name()), last, new Backlog(events, place::close));
            begun = true;
            return following;
        } finally {
            if (!begun) {
                place.close();
            }
        }
    }

    private LiveFollowing begin(JournalQuery query, Optional<Cursor> after, Backlog backlog) {
        LiveFollowing following = new LiveFollowing(backlog, reader.follow(query, after), this::leave);
        followings.add(following);
        if (closed.getCount() == 0) {
            following.end();
        }
        return following;
    }

    private void leave(LiveFollowing following) {
        if (followings.remove(following)) {
            room.release();
        }
    }

    /** Reads what the query wants, under the unit's own name if it is asked for by an alias, of which the journal knows nothing. */
    private Known read(JournalQuery query) {
        requireUnit(query.unit());
        JournalReading reading = reader.read(query);
        if (!reading.isEmpty()) {
            return new Known(query.unit(), reading);
        }
        UnitName name = nameAtSystemd(query.unit());
        return new Known(name, name.equals(query.unit()) ? reading : reader.read(query.of(name)));
    }

    private UnitName nameInJournal(UnitName unit) {
        requireUnit(unit);
        return isInJournal(unit) ? unit : nameAtSystemd(unit);
    }

    private UnitName nameAtSystemd(UnitName unit) {
        try {
            return new UnitName(units.get(unit).summary().name());
        } catch (NotFoundException e) {
            if (isInJournal(unit)) {
                return unit;
            }
            throw e;
        } catch (UnavailableException e) {
            // the journal can be read without systemd, and then shows what is wrong with it
            return unit;
        }
    }

    private boolean isInJournal(UnitName unit) {
        return !reader.read(new JournalQuery(unit, null, 1, null)).isEmpty();
    }

    private static void requireUnit(UnitName unit) {
        if (unit.isTemplate()) {
            throw new InvalidException(
                    "unit-is-template",
                    "Cannot read the journal of '" + unit + "': it is a template; name an instance of it");
        }
    }

    /** What there is, and the name under which the journal has it. */
    private record Known(UnitName name, JournalReading reading) {}
}
