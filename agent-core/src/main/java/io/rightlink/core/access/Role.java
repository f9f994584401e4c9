package io.rightlink.core.access;

/** What a caller may do, each role including the ones before it. */
public enum Role {
    /** Nobody's: what asks for this is open to all who reach the listener. */
    OPEN,
    /** Sees everything but secrets; changes nothing. */
    READ,
    /** Starts, stops and restarts what is there. */
    OPERATE,
    /** Everything, which on this API is root on the host. */
    ADMIN;

    /** Tells whether this role is at least {@code needed}. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
