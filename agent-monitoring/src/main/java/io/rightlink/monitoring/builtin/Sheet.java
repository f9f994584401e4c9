package io.rightlink.monitoring.builtin;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The values of one moment as they are written down, with the data sources of collectd's types.db. For one thread. */
final class Sheet {

    /** One count, as of the type cpu. */
    static final List<DataSource> COUNTED = sources(DataSourceType.DERIVE, "value");

    /** One value, as of the type memory. */
    static final List<DataSource> GAUGED = sources(DataSourceType.GAUGE, "value");

    static final List<DataSource> READ_WRITE = sources(DataSourceType.DERIVE, "read", "write");
    static final List<DataSource> RX_TX = sources(DataSourceType.DERIVE, "rx", "tx");
    static final List<DataSource> LOAD = sources(DataSourceType.GAUGE, "shortterm", "midterm", "longterm");

    private static final Logger LOG = LoggerFactory.getLogger(Sheet.class);

    private final String host;
    private final Instant at;
    private final Duration interval;
    private final List<ValueList> lists = new ArrayList<>();

    Sheet(String host, Instant at, Duration interval) {
        this.host = part(host);
        this.at = at;
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }

    /** Returns what was written down. */
    List<ValueList> lists() {
        return lists;
    }

    /**
     * Writes down counts or values, unless one of them isn't known.
     *
     * @param plugin with its instance, {@code cpu-0}
     * @param type with its instance, {@code cpu-idle}
     */
    void put(String plugin, String type, List<DataSource> sources, @Nullable Double... values) {
        List<Number> numbers = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Double value = values[i];
            if (value == null) {
                return;
            }
            numbers.add(sources.get(i).type() == DataSourceType.GAUGE ? value : (Number) Math.round(value));
        }
        try {
            // collectd, too, reads and writes identifiers as one text, so that a container "my-web" is of a plugin "my"
            Identifier id = Identifier.parse(host + "/" + part(plugin) + "/" + part(type));
            lists.add(new ValueList(id, at, interval, sources, numbers));
        } catch (IllegalArgumentException e) {
            LOG.debug("Cannot give {}/{} a name of collectd's: {}", plugin, type, e.getMessage());
        }
    }

    /** As collectd does with a slash in a name, {@code cciss/c0d0}. */
    private static String part(String name) {
        return name.replace('/', '_');
    }

    private static List<DataSource> sources(DataSourceType type, String... names) {
        return Stream.of(names)
                .map(name -> new DataSource(name, type, 0, Double.POSITIVE_INFINITY))
                .toList();
    }
}
