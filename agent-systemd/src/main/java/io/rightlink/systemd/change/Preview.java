package io.rightlink.systemd.change;

/**
 * What a change would do.
 *
 * @param file where it would be written
 * @param diff from the file as it is, in the unified format; empty if they are the same
 */
record Preview(String file, String diff, Verification verification) {}
