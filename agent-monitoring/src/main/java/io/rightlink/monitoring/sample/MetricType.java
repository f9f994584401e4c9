package io.rightlink.monitoring.sample;

/** How the values of a metric follow each other. */
public enum MetricType {
    /** Only grows, but for a restart of what it counts. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Nobody says; node_exporter leaves {@code node_vmstat_*} at that. */
    UNTYPED
}
