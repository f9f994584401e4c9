package io.rightlink.monitoring.testing;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a sampler found, as a test likes to read it. */
public final class Shown {

    private final Map<String, Double> values = new TreeMap<>();
    private final List<String> unreadable;

    private Shown(SampleTable table) {
        table.families()
                .forEach((family, samples) ->
                        samples.forEach((labels, value) -> values.put(family.name() + text(labels), value)));
        unreadable = new ArrayList<>(table.unreadable());
    }

    /** Shows what a sampler finds now. */
    public static Shown by(Sampler sampler) {
        SampleTable table = new SampleTable();
        sampler.sample(table);
        return new Shown(table);
    }

    public static Shown of(SampleTable table) {
        return new Shown(table);
    }

    /** Returns the values by {@code name{label="value"}}, the labels in alphabetical order. */
    public Map<String, Double> values() {
        return values;
    }

    /** Returns the values of the series that contain {@code part}. */
    public Map<String, Double> with(String part) {
        return values.entrySet().stream()
                .filter(sample -> sample.getKey().contains(part))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public List<String> unreadable() {
        return unreadable;
    }

    private static String text(Labels labels) {
        return labels.size() == 0
                ? ""
                : IntStream.range(0, labels.size())
                        .mapToObj(i -> labels.name(i) + "=\"" + labels.value(i) + "\"")
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
