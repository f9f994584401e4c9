package io.rightlink.monitoring.collectd;

/** What is demanded of a packet, each including the ones before it. */
public enum SecurityLevel {
    /** Anything is taken; a signature is looked at all the same. */
    NONE,
    /** It is signed, or encrypted. */
    SIGN,
    /** It is encrypted. */
    ENCRYPT
}
