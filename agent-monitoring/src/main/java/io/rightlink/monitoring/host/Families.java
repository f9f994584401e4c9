package io.rightlink.monitoring.host;

import io.rightlink.monitoring.sample.MetricFamily;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The families that a reader makes of what a file calls its fields, made once for each. Safe for any thread. */
final class Families {

    /** A kernel has some hundred; whoever makes up more gets them, but they aren't kept. */
    private static final int MOST_KEPT = 1000;

    private final Map<String, MetricFamily> kept = new ConcurrentHashMap<>();
    private final Function<String, MetricFamily> make;

    /** @param make from the field's name */
    Families(Function<String, MetricFamily> make) {
        this.make = make;
    }

    MetricFamily get(String field) {
        MetricFamily family = kept.get(field);
        if (family == null) {
            family = make.apply(field);
            if (kept.size() < MOST_KEPT) {
                kept.put(field, family);
            }
        }
        return family;
    }
}
