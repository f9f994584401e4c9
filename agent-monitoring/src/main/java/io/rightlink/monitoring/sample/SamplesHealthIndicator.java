package io.rightlink.monitoring.sample;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells what can't be measured, and why. That is no reason to be down: the rest is measured all the same. */
final class SamplesHealthIndicator extends AbstractHealthIndicator {

    private static final int SHOWN = 20;

    private final Samples samples;

    SamplesHealthIndicator(Samples samples) {
        this.samples = samples;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<String> unreadable = samples.now().unreadable();
        if (unreadable.isEmpty()) {
            builder.up();
        } else {
            builder.unknown()
                    .withDetail("unreadable", unreadable.stream().limit(SHOWN).toList());
        }
    }
}
