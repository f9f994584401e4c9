package io.rightlink.systemd.change;

/** What to do about a unit file of which systemd would ignore a part. */
enum Validation {
    /** Refuse it: it is a typing error, or a setting that this systemd doesn't know. */
    STRICT,
    /** Tell of it, and go on. */
    WARN
}
