package io.rightlink.monitoring.sample;

/** Reads one part of the host, or its containers. Each is a bean; safe for any thread. */
public interface Sampler {
    /** Returns the name that its success is shown under, {@code meminfo}. */
    String name();

    /**
     * Adds what can be read now, and says in the table what can't. May throw instead, for all that is still to be read.
     * Keeps nothing from one call to the next.
     */
    void sample(SampleTable into);
}
