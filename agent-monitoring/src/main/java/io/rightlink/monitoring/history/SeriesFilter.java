package io.rightlink.monitoring.history;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.monitoring.sample.Labels;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which series are wanted.
 *
 * @param name a name, in which {@code *} stands for any characters and {@code ?} for one
 * @param labels all of these, each {@code key} or {@code key=value}
 */
public record SeriesFilter(String name, List<String> labels) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_:*?]{1,200}");

    /**
     * @throws InvalidException if there can be no such name or label
     */
    public SeriesFilter {
        labels = List.copyOf(labels);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidException(
                    "invalid-parameter",
                    "name is a metric's name, such as node_load1 or node_cpu_*, and not '" + name + "'");
        }
        if (labels.stream().anyMatch(label -> label.isEmpty() || label.startsWith("="))) {
            throw new InvalidException("invalid-parameter", "label is key or key=value, and has a key");
        }
    }

    boolean matches(Labels of) {
        return labels.stream().allMatch(wanted -> {
            int equals = wanted.indexOf('=');
            String key = equals < 0 ? wanted : wanted.substring(0, equals);
            return IntStream.range(0, of.size())
                    .filter(i -> of.name(i).equals(key))
                    .anyMatch(i -> equals < 0 || of.value(i).equals(wanted.substring(equals + 1)));
        });
    }
}
