package io.rightlink.systemd.bus;

import io.rightlink.core.problem.UnavailableException;
import java.nio.file.Path;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether systemd answers, and what it says of the host as a whole; a degraded host is not the agent's ill health. */
final class SystemdHealthIndicator extends AbstractHealthIndicator {

    private final SystemBus bus;
    private final Path socket;

    SystemdHealthIndicator(SystemBus bus, Path socket) {
        this.bus = bus;
        this.socket = socket;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (!bus.exists()) {
            builder.unknown().withDetail("reason", "There is no D-Bus socket " + socket + " on this host");
            return;
        }
        try {
            builder.up()
                    .withDetail("version", bus.managerProperty("Version"))
                    .withDetail("systemState", bus.managerProperty("SystemState"));
        } catch (UnavailableException | DBusExecutionException e) {
            builder.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
    }
}
