package io.rightlink.monitoring.forward;

import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether the platform takes values; since when it doesn't, and why. */
final class ForwardHealthIndicator extends AbstractHealthIndicator {

    private final Forwarding forwarding;

    ForwardHealthIndicator(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Optional<Sender.Trouble> trouble = forwarding.trouble();
        builder.up().withDetail("platform", forwarding.place()).withDetail("bufferedBytes", forwarding.bufferedBytes());
        trouble.ifPresent(it -> builder.outOfService()
                .withDetail("awaySince", it.since().toString())
                .withDetail("lastError", it.reason()));
    }
}
