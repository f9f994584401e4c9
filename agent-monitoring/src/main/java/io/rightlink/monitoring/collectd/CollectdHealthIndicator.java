package io.rightlink.monitoring.collectd;

import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether packets can be received; up where none are to be. */
final class CollectdHealthIndicator extends AbstractHealthIndicator {

    private final Optional<PacketReceiver> receiver;

    CollectdHealthIndicator(Optional<PacketReceiver> receiver) {
        this.receiver = receiver;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up()
                .withDetail(
                        "listen",
                        receiver.map(known -> known.address().toString()).orElse("off"));
        receiver.flatMap(PacketReceiver::failure)
                .ifPresent(reason -> builder.down().withDetail("reason", reason));
    }
}
