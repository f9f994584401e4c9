package io.rightlink.core.host;

/** The host that the agent manages. */
public interface Host {
    /** Reads what the host is now. Blocks for some small file reads. */
    HostDescription describe();
}
