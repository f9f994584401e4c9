package io.rightlink.monitoring.builtin;

/** One of collectd's plugins: says part of what was measured in its words. For one thread at a time. */
@FunctionalInterface
interface Plugin {

    /** Adds to {@code sheet} what can be said of {@code measured}; what isn't there is left out. */
    void report(Measured measured, Sheet sheet);
}
