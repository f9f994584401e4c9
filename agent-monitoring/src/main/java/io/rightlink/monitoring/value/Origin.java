package io.rightlink.monitoring.value;

/** Who measured. */
public enum Origin {
    /** This agent. */
    BUILT_IN,
    /** A collectd, or a plugin that the agent runs. */
    RECEIVED
}
