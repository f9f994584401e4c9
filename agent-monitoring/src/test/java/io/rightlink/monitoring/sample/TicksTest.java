package io.rightlink.monitoring.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.level.MonitoringLevel;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.SimpleTriggerContext;

class TicksTest {

    private static final MetricFamily FAMILY = MetricFamily.gauge("x", "A value.");
    private Instant now = Instant.EPOCH;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private final List<String> asked = new ArrayList<>();
    private final List<SampleTable> taken = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private MonitoringLevel level = MonitoringLevel.ALL;

    @Test
    void measuresWhatTheLevelIncludes() {
        ticks((_, table) -> taken.add(table)).tick();
        assertThat(asked).containsExactly("util", "extra", "all");

        asked.clear();
        level = MonitoringLevel.UTIL;
        ticks((_, table) -> taken.add(table)).tick();
        assertThat(asked).containsExactly("util");
    }

    @Test
    void measuresNothingAtTheLevelNoneAndStillTicks() {
        level = MonitoringLevel.NONE;

        ticks((_, table) -> taken.add(table)).tick();

        assertThat(asked).isEmpty();
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().families()).isEmpty();
    }

    @Test
    void goesOnAfterASinkThatFails() {
        ticks(
                        (_, _) -> {
                            throw new IllegalStateException("full");
                        },
                        (_, table) -> taken.add(table))
                .tick();

        assertThat(taken).hasSize(1);
    }

    @Test
    void handsNothingOnOnceItIsClosed() {
        Ticks ticks = ticks((_, table) -> taken.add(table));
        ticks.close();

        ticks.tick();

        assertThat(taken).isEmpty();
    }

    @Test
    void leavesOutATickThatComesTooEarly() {
        List<Ticks> self = new ArrayList<>();
        Ticks ticks = ticks((_, table) -> {
            taken.add(table);
            self.getFirst().tick();
        });
        self.add(ticks);

        ticks.tick();

        assertThat(taken).hasSize(1);
        assertThat(meters.counter("rightlink.ticks.left.out").count()).isEqualTo(1);
    }

    @Test
    void ticksOnTheTensOfTheClock() {
        assertThat(nextAt("2026-01-01T00:00:03.2Z", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-01T00:00:10Z");
        assertThat(nextAt("2026-01-01T00:00:10Z", "2026-01-01T00:00:10Z")).isEqualTo("2026-01-01T00:00:20Z");
        assertThat(nextAt("2026-01-01T00:00:09.999Z", "2026-01-01T00:00:10Z")).isEqualTo("2026-01-01T00:00:20Z");
    }

    @Test
    void waitsForNoClockThatWasSetBackOrForth() {
        assertThat(nextAt("2026-01-01T00:00:03Z", "2026-01-01T01:00:00Z")).isEqualTo("2026-01-01T00:00:10Z");
        assertThat(nextAt("2026-01-01T02:00:03Z", "2026-01-01T01:00:00Z")).isEqualTo("2026-01-01T02:00:10Z");
    }

    private Instant nextAt(String time, String last) {
        now = Instant.parse(time);
        SimpleTriggerContext context = new SimpleTriggerContext();
        context.update(Instant.parse(last), Instant.parse(last), Instant.parse(last));
        return ticks().next(context);
    }

    private Ticks ticks(SampleSink... sinks) {
        Samples samples = new CollectedSamples(List.of(
                sampler(MonitoringLevel.UTIL, false),
                sampler(MonitoringLevel.EXTRA, false),
                sampler(MonitoringLevel.ALL, false),
                sampler(MonitoringLevel.UTIL, true)));
        MonitoringControl control = new MonitoringControl() {
            @Override
            public MonitoringLevel level() {
                return level;
            }

            @Override
            public void set(MonitoringLevel wanted) {
                level = wanted;
            }
        };
        return new Ticks(samples, control, List.of(sinks), clock, meters);
    }

    private Sampler sampler(MonitoringLevel at, boolean onlyWhenAsked) {
        return new Sampler() {
            @Override
            public String name() {
                return at.label();
            }

            @Override
            public MonitoringLevel level() {
                return at;
            }

            @Override
            public boolean onlyWhenAsked() {
                return onlyWhenAsked;
            }

            @Override
            public void sample(SampleTable into) {
                asked.add(at.label());
                into.add(FAMILY, Labels.of("level", at.label()), 1);
            }
        };
    }
}
