package io.rightlink.monitoring.collectd;

import io.micrometer.core.instrument.Counter;
import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the values of each type mean. Equal lists of data sources are one list, and there are so many and no more: a sender that makes up
 * its own doesn't fill the memory. Safe for any thread.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/types.db.html">types.db(5)</a>
 */
final class Types {

    /** More than any type has that collectd ships: five. */
    private static final int MOST_VALUES = 16;

    private static final int MOST_SHAPES = 1_000;

    /** As many bytes fit into a name in collectd. */
    private static final int LONGEST_NAME = 127;

    private final Map<String, List<DataSource>> known;
    private final Map<List<DataSource>, List<DataSource>> shapes = new ConcurrentHashMap<>();
    private final Counter unknown;

    /** @param unknown counts what is of a type that isn't known */
    Types(Map<String, List<DataSource>> known, Counter unknown) {
        this.known = new HashMap<>(known);
        this.unknown = unknown;
    }

    /** Returns the meaning of so many values of a type, which are gauges if it isn't known. */
    List<DataSource> of(String type, int values) throws Refused {
        List<DataSource> sources = known.get(type);
        if (sources == null) {
            unknown.increment();
            return shape(gauges(values));
        }
        return fitting(type, sources, values);
    }

    /** Returns the meaning of values of which a sender tells the kinds, but no names. */
    List<DataSource> of(String type, List<DataSourceType> kinds) throws Refused {
        List<DataSource> sources = of(type, kinds.size());
        return own(type, sources.stream().map(DataSource::name).toList(), kinds);
    }

    /** Returns the meaning of values of which a sender tells all but the bounds. */
    List<DataSource> own(String type, List<String> names, List<DataSourceType> kinds) throws Refused {
        if (names.size() != kinds.size()) {
            throw new Refused(
                    Reason.MALFORMED,
                    "there are " + names.size() + " dsnames and " + kinds.size() + " dstypes of " + type);
        }
        List<DataSource> sources = known.get(type);
        List<DataSource> own = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            requireShort(names.get(i));
            own.add(bounded(sources, new DataSource(names.get(i), kinds.get(i))));
        }
        return sources != null && sources.equals(own) ? sources : shape(own);
    }

    private static DataSource bounded(@Nullable List<DataSource> sources, DataSource own) {
        return sources == null
                ? own
                : sources.stream()
                        .filter(source -> source.name().equals(own.name()) && source.type() == own.type())
                        .findFirst()
                        .orElse(own);
    }

    private static List<DataSource> fitting(String type, List<DataSource> sources, int values) throws Refused {
        if (sources.size() != values) {
            throw new Refused(
                    Reason.WRONG_NUMBER_OF_VALUES,
                    "there are " + values + " values, and the type " + type + " has " + sources.size());
        }
        return sources;
    }

    private static List<DataSource> gauges(int values) throws Refused {
        requireFew(values);
        return IntStream.range(0, values)
                .mapToObj(i -> new DataSource(values == 1 ? "value" : "value" + i, DataSourceType.GAUGE))
                .toList();
    }

    private List<DataSource> shape(List<DataSource> sources) throws Refused {
        requireFew(sources.size());
        List<DataSource> same = shapes.get(sources);
        if (same != null) {
            return same;
        }
        if (shapes.size() >= MOST_SHAPES) {
            throw new Refused(
                    Reason.TOO_LARGE,
                    "there are more than " + MOST_SHAPES + " kinds of values that are in no types.db");
        }
        return shapes.computeIfAbsent(sources, List::copyOf);
    }

    private static void requireShort(String name) throws Refused {
        if (name.length() > LONGEST_NAME) {
            throw new Refused(
                    Reason.TOO_LARGE,
                    "a dsname has " + name.length() + " characters, which is more than " + LONGEST_NAME);
        }
    }

    private static void requireFew(int values) throws Refused {
        if (values > MOST_VALUES) {
            throw new Refused(Reason.TOO_LARGE, "there are " + values + " values, which is more than " + MOST_VALUES);
        }
    }
}
