package io.rightlink.monitoring.sample;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.level.MonitoringLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Measures every 10 seconds, as much as the level says, and hands it on. A tick that would begin before the last has ended is left out. */
final class Ticks implements SchedulingConfigurer, AutoCloseable {

    private static final long SECONDS = SampleSink.TICK.toSeconds();

    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final Samples samples;
    private final MonitoringControl control;
    private final List<SampleSink> sinks;
    private final Clock clock;
    private final Counter leftOut;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;

    Ticks(Samples samples, MonitoringControl control, List<SampleSink> sinks, Clock clock, MeterRegistry meters) {
        this.samples = samples;
        this.control = control;
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
        this.leftOut = Counter.builder("rightlink.ticks.left.out")
                .description("Ticks that were left out because the last had not ended.")
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.addTriggerTask(this::tick, this::next);
    }

    /**
     * On the tens of the clock's seconds, so that the points of different agents fall together. Not by a cron expression: where the clock
     * is set back by an hour, that waits for an hour.
     */
    Instant next(TriggerContext context) {
        Instant now = clock.instant();
        Instant last = context.lastScheduledExecution();
        // who is woken a little early doesn't tick twice
        Instant from =
                last != null && last.isAfter(now) && Duration.between(now, last).toSeconds() < SECONDS ? last : now;
        long second = from.getEpochSecond();
        return Instant.ofEpochSecond(Math.floorDiv(second, SECONDS) * SECONDS + SECONDS);
    }

    void tick() {
        if (closed) {
            return;
        }
        if (busy.compareAndSet(false, true)) {
            try {
                Instant at = clock.instant();
                MonitoringLevel level = control.level();
                SampleTable measured = level == MonitoringLevel.NONE ? new SampleTable() : samples.now(level);
                sinks.forEach(sink -> hand(sink, at, measured));
            } finally {
                busy.set(false);
            }
        } else {
            leftOut.increment();
        }
    }

    /** Has no tick begin any more: those that it is handed to are closed next. */
    @Override
    public void close() {
        closed = true;
    }

    private static void hand(SampleSink sink, Instant at, SampleTable measured) {
        try {
            sink.take(at, measured);
        } catch (RuntimeException e) {
            LOG.error("Cannot hand on what was measured at {}", at, e);
        }
    }
}
