package io.rightlink.monitoring.history;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A series that there is something of.
 *
 * @param type {@code gauge}, or {@code counter}, of which its growth per second is kept
 * @param unit of the points, if the name tells it: {@code bytes}, {@code bytesPerSecond}, {@code perSecond}
 * @param from the start of the 10 minutes that it was first in
 * @param to the end of the last that were written, or the start of those that are being
 */
public record SeriesSummary(
        String name,
        Map<String, String> labels,
        String type,
        @Nullable String unit,
        Instant from,
        Instant to) {}
