package io.rightlink.monitoring.collectd;

/** Which collectd speaks: the types of the two don't mean the same. */
public enum Dialect {
    /** A collectd 4, whose counts wrap ({@code COUNTER}). */
    V4,
    /** A collectd 5, whose counts are {@code DERIVE}. */
    V5
}
