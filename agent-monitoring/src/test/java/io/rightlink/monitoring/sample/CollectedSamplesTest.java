package io.rightlink.monitoring.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class CollectedSamplesTest {

    private static final MetricFamily HEAT = MetricFamily.gauge("heat", "How hot it is.");

    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void tellsHowEachCollectorFared() {
        Shown shown = Shown.of(samples(
                        sampler("well", into -> into.add(HEAT, 20)),
                        sampler("partly", into -> into.unreadable("Cannot read x: it is garbled")),
                        sampler("broken", _ -> {
                            throw new IllegalStateException("Cannot read y: it is gone");
                        }))
                .now());

        assertThat(shown.values())
                .containsEntry("heat", 20.0)
                .containsEntry("node_scrape_collector_success{collector=\"well\"}", 1.0)
                .containsEntry("node_scrape_collector_success{collector=\"partly\"}", 0.0)
                .containsEntry("node_scrape_collector_success{collector=\"broken\"}", 0.0);
        assertThat(shown.unreadable()).containsExactly("Cannot read x: it is garbled", "Cannot read y: it is gone");
    }

    @Test
    void keepsWhatABrokenCollectorHadFound() {
        Shown shown = Shown.of(samples(sampler("broken", into -> {
                    into.add(HEAT, 20);
                    throw new IllegalStateException("Cannot read y: it is gone");
                }))
                .now());

        assertThat(shown.values()).containsEntry("heat", 20.0);
    }

    @Test
    void tellsHowLongEachTook() {
        Shown shown = Shown.of(samples(
                        sampler("slow", _ -> nanoTime.addAndGet(1_500_000_000)),
                        sampler("quick", _ -> nanoTime.addAndGet(1_000)))
                .now());

        assertThat(shown.with("duration"))
                .isEqualTo(Map.of(
                        "node_scrape_collector_duration_seconds{collector=\"slow\"}", 1.5,
                        "node_scrape_collector_duration_seconds{collector=\"quick\"}", 0.000001));
    }

    @Test
    void keepsNothingFromOneTimeToTheNext() {
        AtomicLong calls = new AtomicLong();
        Samples samples = samples(sampler(
                "container", into -> into.add(HEAT, Labels.of("id", Long.toString(calls.incrementAndGet())), 20)));

        samples.now();

        assertThat(Shown.of(samples.now()).with("heat")).isEqualTo(Map.of("heat{id=\"2\"}", 20.0));
    }

    @Test
    void isNotDownForWhatCannotBeMeasuredAndSaysWhy() {
        Health partly = health(sampler("partly", into -> into.unreadable("Cannot read x: it is garbled")));

        assertThat(partly.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(partly.getDetails()).isEqualTo(Map.of("unreadable", List.of("Cannot read x: it is garbled")));
        assertThat(health(sampler("well", _ -> {})).getStatus()).isEqualTo(Status.UP);
    }

    private Health health(Sampler sampler) {
        return Objects.requireNonNull(new SamplesHealthIndicator(samples(sampler)).health());
    }

    private CollectedSamples samples(Sampler... samplers) {
        return new CollectedSamples(List.of(samplers), nanoTime::get);
    }

    private static Sampler sampler(String name, Consumer<SampleTable> work) {
        return new Sampler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void sample(SampleTable into) {
                work.accept(into);
            }
        };
    }
}
