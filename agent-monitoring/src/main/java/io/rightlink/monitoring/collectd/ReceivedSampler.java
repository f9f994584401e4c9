package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.MetricType;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ReceivedName;
import io.rightlink.monitoring.value.ValueList;
import io.rightlink.monitoring.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Shows what was received last of each identifier. Two identifiers may make one name of two types, or one name and labels: the first is
 * shown, and the other is counted as unreadable; and so is a DERIVE below 0, because Prometheus has no counter of less. Stateless; safe
 * for any thread.
 */
final class ReceivedSampler implements Sampler {

    /** Each costs memory while somebody scrapes. */
    static final int MOST = 20_000;

    private static final String TOTAL = "_total";

    /** What Prometheus keeps for itself: ends of names, and the beginnings of labels. */
    private static final Pattern RESERVED_NAME = Pattern.compile(".*_(total|created|bucket|info)");

    private static final String RESERVED_LABEL = "__";

    private final Values values;

    ReceivedSampler(Values values) {
        this.values = values;
    }

    @Override
    public String name() {
        return "collectd";
    }

    /** Each reading went to its sinks when it came. */
    @Override
    public boolean onlyWhenAsked() {
        return true;
    }

    @Override
    public void sample(SampleTable into) {
        Shown shown = new Shown(into);
        values.latest().stream()
                .filter(reading -> reading.origin() == Origin.RECEIVED)
                .map(Reading::values)
                .forEach(shown::add);
        if (shown.left > 0) {
            into.unreadable("Cannot show " + shown.left
                    + " received values: their names collide, are reserved, or are more than " + MOST
                    + ", or they are counters below 0; one of them "
                    + shown.example);
        }
    }

    /** One table's names. */
    private static final class Shown {

        private final SampleTable into;
        private final Map<String, MetricFamily> families = new HashMap<>();
        private int size;
        private int left;
        private String example = "";

        Shown(SampleTable into) {
            this.into = into;
        }

        void add(ValueList list) {
            for (int i = 0; i < list.values().size(); i++) {
                double value = number(list, i);
                if (!Double.isNaN(value) && !add(ReceivedName.of(list, i), value)) {
                    left++;
                    example = list.id().toString();
                }
            }
        }

        private boolean add(ReceivedName name, double value) {
            String base = base(name.family());
            boolean negative = name.family().type() == MetricType.COUNTER && value < 0;
            if (negative || size >= MOST || RESERVED_NAME.matcher(base).matches() || isReserved(name.labels())) {
                return false;
            }
            MetricFamily family = families.computeIfAbsent(base, _ -> name.family());
            Map<Labels, Double> samples = into.families().getOrDefault(family, Map.of());
            if (family.type() != name.family().type() || samples.containsKey(name.labels())) {
                return false;
            }
            into.add(family, name.labels(), value);
            size++;
            return true;
        }

        /** A counter's name without its end is one with a gauge's. */
        private static String base(MetricFamily family) {
            return family.type() == MetricType.COUNTER
                    ? family.name().substring(0, family.name().length() - TOTAL.length())
                    : family.name();
        }

        private static boolean isReserved(Labels labels) {
            return IntStream.range(0, labels.size())
                    .anyMatch(i -> labels.name(i).startsWith(RESERVED_LABEL));
        }

        private static double number(ValueList list, int i) {
            Number value = list.values().get(i);
            boolean unsigned = List.of(DataSourceType.COUNTER, DataSourceType.ABSOLUTE)
                    .contains(list.sources().get(i).type());
            return unsigned && value instanceof Long whole && whole < 0
                    ? whole.doubleValue() + 0x1p64
                    : value.doubleValue();
        }
    }
}
