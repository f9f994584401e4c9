package io.rightlink.systemd.shutdown;

import io.rightlink.core.host.HostShutdown;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitProperties;
import java.util.List;
import java.util.Optional;

/**
 * Sees a shutdown by what systemd has in its queue: {@code shutdown.target}, which stops every service, and the target that is reached
 * in the end; and before by what logind prepares for. Stateless; safe for any thread.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/bootup.html#System%20Manager%20Shutdown">bootup(7)</a>
 * @see <a href="https://systemd.io/INHIBITOR_LOCKS/">Inhibitor locks</a>
 */
final class SystemdShutdown implements HostShutdown {

    /** Targets behind which the host comes up again; the soft reboot's is unknown to older ones. */
    private static final List<String> REBOOTS = List.of("reboot.target", "kexec.target", "soft-reboot.target");

    private final SystemBus bus;

    SystemdShutdown(SystemBus bus) {
        this.bus = bus;
    }

    @Override
    public Optional<Kind> underWay() {
        if (!bus.exists() || !isDue("shutdown.target")) {
            return Optional.empty();
        }
        return Optional.of(REBOOTS.stream().anyMatch(this::isDue) ? Kind.REBOOT : Kind.STOP);
    }

    /** logind tells nothing to systemd before those who hold a lock of the kind {@code delay} have let go of it. */
    @Override
    public boolean isAnnounced() {
        return bus.exists()
                && bus.logindProperties()
                        .map(properties -> properties.get("PreparingForShutdown"))
                        .filter(preparing -> Boolean.TRUE.equals(preparing.getValue()))
                        .isPresent();
    }

    private boolean isDue(String target) {
        UnitProperties unit = bus.unit(target);
        return unit.isUp() || unit.hasJob();
    }
}
