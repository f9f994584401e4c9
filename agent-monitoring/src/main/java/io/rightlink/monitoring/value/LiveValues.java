package io.rightlink.monitoring.value;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest values of each identifier, in memory: so many identifiers of either origin and no more, whoever sends. What is received under
 * the name of what the agent measures is kept beside that, and neither hides it nor makes its rates. Who is silent for three intervals is
 * forgotten, but not before 5 minutes and not after an hour. Safe for any thread.
 */
final class LiveValues implements Values {

    private static final int INTERVALS = 3;
    private static final Duration AT_LEAST = Duration.ofMinutes(5);
    private static final Duration AT_MOST = Duration.ofHours(1);
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    /** Times further ahead of the clock than this are wrong, or the clock was set back. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final Map<Identifier, Latest> measured = new ConcurrentHashMap<>();
    private final Map<Identifier, Latest> received = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> lookedAt = new AtomicReference<>(Instant.EPOCH);
    private final int most;
    private final Supplier<List<ValueSink>> sinks;
    private final Clock clock;
    private final MeterRegistry meters;

    /** @param sinks asked for when values come: a sink may itself need these values */
    LiveValues(int most, Supplier<List<ValueSink>> sinks, Clock clock, MeterRegistry meters) {
        this.most = most;
        this.sinks = sinks;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("rightlink.values.identifiers", this, LiveValues::size)
                .description("Identifiers of values that are known.")
                .register(meters);
    }

    @Override
    public Fate take(Origin origin, ValueList values) {
        Fate fate = of(origin, values.id())
                .map(latest -> latest.take(origin, values))
                .orElse(Fate.TOO_MANY);
        Counter.builder("rightlink.values")
                .description("Lists of values that came, and what became of them.")
                .tags("origin", label(origin), "fate", label(fate))
                .register(meters)
                .increment();
        return fate;
    }

    @Override
    public List<Reading> latest() {
        forgetSilent();
        return Stream.of(measured, received)
                .flatMap(known -> known.values().stream())
                .flatMap(latest -> latest.reading().stream())
                .toList();
    }

    private int size() {
        return measured.size() + received.size();
    }

    private Optional<Latest> of(Origin origin, Identifier id) {
        Map<Identifier, Latest> identifiers = origin == Origin.BUILT_IN ? measured : received;
        Latest known = identifiers.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (identifiers.size() >= most && isTimeToLook()) {
            forgetSilent();
        }
        return identifiers.size() >= most
                ? Optional.empty()
                : Optional.of(identifiers.computeIfAbsent(id, _ -> new Latest()));
    }

    /** Once a second: each look is at all of them, and one who sends what is too many would have it taken for each. */
    private boolean isTimeToLook() {
        Instant now = clock.instant();
        Instant last = lookedAt.get();
        return Duration.between(last, now).abs().compareTo(LOOK_PAUSE) >= 0 && lookedAt.compareAndSet(last, now);
    }

    private void forgetSilent() {
        Instant now = clock.instant();
        measured.values().removeIf(latest -> latest.isSilent(now));
        received.values().removeIf(latest -> latest.isSilent(now));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What came last of one identifier; its lock keeps the readings that go to the sinks in their order. */
    private final class Latest {

        private final Instant made = clock.instant();
        private volatile @Nullable Reading reading;
        private volatile Instant takenAt = made;

        synchronized Fate take(Origin origin, ValueList values) {
            ValueList before = reading().map(Reading::values).orElse(null);
            boolean goesOn = before == null || values.time().isAfter(before.time());
            boolean anew = before != null && isAhead(before.time()) && !isAhead(values.time());
            if (!goesOn && !anew) {
                return Fate.TOO_OLD;
            }
            // the identifier that is known already: readings wait by the thousand, and names may be long
            ValueList kept = before == null ? values : values.withId(before.id());
            Reading now = new Reading(origin, kept, Rates.of(goesOn ? before : null, kept));
            reading = now;
            takenAt = clock.instant();
            sinks.get().forEach(sink -> sink.take(now));
            return Fate.TAKEN;
        }

        /** Who waited for such a time to come would take nothing until then: begun anew it is, with what isn't ahead. */
        private boolean isAhead(Instant time) {
            return time.isAfter(clock.instant().plus(AHEAD));
        }

        Optional<Reading> reading() {
            return Optional.ofNullable(reading);
        }

        boolean isSilent(Instant now) {
            Duration patience = reading()
                    .map(last -> last.values().interval().compareTo(AT_MOST) > 0
                            ? AT_MOST
                            : last.values().interval().multipliedBy(INTERVALS))
                    .orElse(AT_LEAST);
            Duration bounded =
                    patience.compareTo(AT_LEAST) < 0 ? AT_LEAST : patience.compareTo(AT_MOST) > 0 ? AT_MOST : patience;
            return Duration.between(takenAt, now).abs().compareTo(bounded) > 0;
        }
    }
}
