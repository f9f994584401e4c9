package io.rightlink.monitoring.collectd;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** The receiver of packets, if there is to be one: which is decided when the agent starts, and not when it is built. */
record PacketReceivers(Optional<PacketReceiver> receiver) implements SmartLifecycle {

    @Override
    public void start() {
        receiver.ifPresent(PacketReceiver::start);
    }

    @Override
    public void stop() {
        receiver.ifPresent(PacketReceiver::stop);
    }

    @Override
    public boolean isRunning() {
        return receiver.map(PacketReceiver::isRunning).orElse(false);
    }
}
