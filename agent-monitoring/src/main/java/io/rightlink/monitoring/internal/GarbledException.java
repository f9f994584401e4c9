package io.rightlink.monitoring.internal;

/** A line that isn't what the kernel writes there. Its message says what was found. */
public final class GarbledException extends RuntimeException {
    /** @param message {@code 'x7' isn't a count} */
    public GarbledException(String message) {
        super(message);
    }
}
