package io.rightlink.monitoring.sample;

/** All that is measured. Safe for any thread. */
public interface Samples {
    /** Measures now. Blocks for some small file reads, and for a few seconds at most where the engine doesn't answer. */
    SampleTable now();
}
