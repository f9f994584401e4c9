package io.rightlink.monitoring.builtin;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tick's samples by the names of their families. For one thread at a time. */
final class Measured {

    private final Map<String, Map<Labels, Double>> families = new HashMap<>();

    Measured(SampleTable table) {
        table.families().forEach((family, samples) -> families.put(family.name(), samples));
    }

    /** Returns all samples of a family. */
    Map<Labels, Double> all(String family) {
        return families.getOrDefault(family, Map.of());
    }

    /** Returns the only sample of a family. */
    @Nullable
    Double one(String family) {
        return all(family).get(Labels.NONE);
    }

    /** Returns the sample of another family for the same thing. */
    @Nullable
    Double one(String family, Labels labels) {
        return all(family).get(labels);
    }

    /** Returns the samples of a family by one of its labels, added up where the others differ. */
    Map<String, Double> by(String label, String family) {
        Map<String, Double> sums = new LinkedHashMap<>();
        all(family).forEach((labels, value) -> sums.merge(value(labels, label), value, Double::sum));
        return sums;
    }

    /** Returns the value of a label, or nothing if there is none of this name. */
    static String value(Labels labels, String name) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.name(i).equals(name)) {
                return labels.value(i);
            }
        }
        return "";
    }
}
