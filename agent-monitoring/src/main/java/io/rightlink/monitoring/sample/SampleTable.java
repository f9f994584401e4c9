package io.rightlink.monitoring.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples of one moment, by family and labels, and what could not be read for it. For one thread at a time. */
public final class SampleTable {

    private final Map<MetricFamily, Map<Labels, Double>> families = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    /** Adds a sample. The first of two with the same labels stays, and the second counts as unreadable. */
    public void add(MetricFamily family, Labels labels, double value) {
        Double first =
                families.computeIfAbsent(family, _ -> new LinkedHashMap<>()).putIfAbsent(labels, value);
        if (first != null) {
            unreadable("Cannot tell which is right: " + family.name() + labels + " was read twice");
        }
    }

    /** Adds the only sample of a family. */
    public void add(MetricFamily family, double value) {
        add(family, Labels.NONE, value);
    }

    /** Takes note that something is missing here. {@code reason} says what, and why. */
    public void unreadable(String reason) {
        unreadable.add(reason);
    }

    /** Returns the samples of each family, in the order that they were added. */
    public Map<MetricFamily, Map<Labels, Double>> families() {
        return Collections.unmodifiableMap(families);
    }

    /** Returns why something is missing; empty if nothing is. */
    public List<String> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }
}
