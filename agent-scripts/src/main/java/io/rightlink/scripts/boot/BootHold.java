package io.rightlink.scripts.boot;

import io.rightlink.core.host.BootState;
import io.rightlink.core.host.HostLife;
import io.rightlink.scripts.schedule.ScheduleHold;
import java.util.Optional;

/** Keeps schedules from running while the host boots, or goes down. Safe for any thread. */
record BootHold(HostLife life) implements ScheduleHold {

    @Override
    public Optional<String> why() {
        return life.bootState()
                .map(BootHold::why)
                .orElse(Optional.of("it isn't known yet whether the host was rebooted"));
    }

    private static Optional<String> why(BootState state) {
        return switch (state) {
            case BOOTING -> Optional.of("the host is booting");
            case DECOMMISSIONING -> Optional.of("the host goes down");
            case OPERATIONAL, STRANDED -> Optional.empty();
        };
    }
}
