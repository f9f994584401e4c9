/**
 * Sends every reading to the platform, as collectd's write_http would, and buffers what can't be sent on disk.
 *
 * <p>A {@code QueuedReadings} takes readings and makes batches of them, a {@code BatchQueue} keeps these on
 * disk, and a {@code Sender} sends them to the {@code Platform} in their order.
 */
@NullMarked
package io.rightlink.monitoring.forward;

import org.jspecify.annotations.NullMarked;
