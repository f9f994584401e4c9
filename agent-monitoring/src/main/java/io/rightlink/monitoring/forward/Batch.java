package io.rightlink.monitoring.forward;

import java.nio.charset.StandardCharsets;

/**
 * Lines that are sent together.
 *
 * @param id in the order in which the batches were made
 * @param values how many lines there are
 */
record Batch(long id, int values, String body) {

    /** Returns what it is on disk and on the way. */
    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
