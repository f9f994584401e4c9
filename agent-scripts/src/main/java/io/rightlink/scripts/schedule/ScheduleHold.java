package io.rightlink.scripts.schedule;

import java.util.Optional;

/** Something that keeps schedules from running for now. Its beans are asked at each due time; what they hold is told as missed. */
@FunctionalInterface
public interface ScheduleHold {

    /** Returns why nothing may run on schedule now, {@code the host is still booting}; empty if it may. Doesn't block. */
    Optional<String> why();
}
