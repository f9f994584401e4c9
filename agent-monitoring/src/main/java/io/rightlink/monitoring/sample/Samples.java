package io.rightlink.monitoring.sample;

import io.rightlink.monitoring.level.MonitoringLevel;

/** All that is measured. Safe for any thread. */
public interface Samples {
    /** Measures what belongs to a level, for a tick. Blocks for some small file reads, and for a few seconds at most where the engine doesn't answer. */
    SampleTable now(MonitoringLevel level);

    /** Measures everything now, whatever the level is: somebody asks for it. Blocks likewise. */
    SampleTable now();
}
