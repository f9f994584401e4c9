package io.rightlink.monitoring.builtin;

import io.rightlink.core.host.Host;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what the agent measures under collectd's names, at each second tick: every 20 seconds, as RightLink 10 did. For one thread at a
 * time.
 */
final class BuiltInValues implements SampleSink {

    private static final Duration INTERVAL = TICK.multipliedBy(2);

    /** What collectd calls a host that has no name. */
    private static final String NAMELESS = "localhost";

    private final List<Plugin> plugins;
    private final Host host;
    private final Values values;
    private @Nullable String name;

    BuiltInValues(List<Plugin> plugins, BuiltInSettings settings, Host host, Values values) {
        this.plugins = List.copyOf(plugins);
        this.name = settings.hostname();
        this.host = host;
        this.values = values;
    }

    @Override
    public void take(Instant at, SampleTable samples) {
        // By the clock and not by counting, so that the points of different agents fall together.
        boolean second = Math.round((double) at.toEpochMilli() / TICK.toMillis()) % 2 == 0;
        if (second && !samples.families().isEmpty()) {
            Measured measured = new Measured(samples);
            Sheet sheet = new Sheet(name(), at, INTERVAL);
            plugins.forEach(plugin -> plugin.report(measured, sheet));
            sheet.lists().forEach(list -> values.take(Origin.BUILT_IN, list));
        }
    }

    private String name() {
        String known = name;
        if (known == null) {
            known = host.describe().hostname().orElse(NAMELESS);
            name = known;
        }
        return known;
    }
}
