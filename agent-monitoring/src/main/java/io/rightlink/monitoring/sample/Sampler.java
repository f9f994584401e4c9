package io.rightlink.monitoring.sample;

import io.rightlink.monitoring.level.MonitoringLevel;

/** Reads one part of the host, or its containers. Each is a bean; safe for any thread. */
public interface Sampler {
    /** Returns the name that its success is shown under, {@code meminfo}. */
    String name();

    /** Returns the least level at which this is measured without being asked. */
    default MonitoringLevel level() {
        return MonitoringLevel.EXTRA;
    }

    /** Tells whether this is left out of ticks, and only read for who asks: what it shows reaches their sinks another way. */
    default boolean onlyWhenAsked() {
        return false;
    }

    /**
     * Adds what can be read now, and says in the table what can't. May throw instead, for all that is still to be read.
     * Keeps no sample from one call to the next.
     */
    void sample(SampleTable into);
}
