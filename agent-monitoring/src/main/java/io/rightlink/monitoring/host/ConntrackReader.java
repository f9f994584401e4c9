package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code /proc/1/net/stat/nf_conntrack}: the connections that the host keeps track of, and {@code nf_conntrack_max}: how many it can.
 * Nothing where the kernel keeps no track. The sysctl {@code nf_conntrack_count} isn't read, because it is of the network namespace of
 * whoever reads it. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/networking/nf_conntrack-sysctl.html">nf_conntrack, in the kernel's documentation</a>
 */
final class ConntrackReader implements Sampler {

    private static final String FILE = "/proc/1/net/stat/nf_conntrack";
    private static final String LIMIT_FILE = "/proc/sys/net/netfilter/nf_conntrack_max";

    private static final MetricFamily ENTRIES =
            gauge("node_nf_conntrack_entries", "Connections that are kept track of.");
    private static final MetricFamily LIMIT =
            gauge("node_nf_conntrack_entries_limit", "Connections that can be kept track of.");

    /** What is counted by each processor; gauges, as node_exporter has it. */
    private static final Map<String, MetricFamily> COUNTED = Map.of(
            "found", counted("found", "Searches that found a connection."),
            "invalid", counted("invalid", "Packets that couldn't be kept track of."),
            "ignore", counted("ignore", "Packets that weren't kept track of."),
            "insert", counted("insert", "Connections that were added."),
            "insert_failed", counted("insert_failed", "Connections that couldn't be added."),
            "drop", counted("drop", "Packets that were dropped because a connection couldn't be added."),
            "early_drop", counted("early_drop", "Connections that were dropped to make room for others."),
            "search_restart", counted("search_restart", "Searches that had to begin anew."));

    private static final String ENTRIES_COLUMN = "entries";

    private final Rootfs rootfs;

    ConntrackReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "conntrack";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.find(rootfs, FILE, into).ifPresent(file -> read(file, into));
        KernelFile.find(rootfs, LIMIT_FILE, into)
                .ifPresent(file -> file.count(into).ifPresent(limit -> into.add(LIMIT, limit)));
    }

    private static void read(KernelFile file, SampleTable into) {
        List<String> columns = new ArrayList<>();
        Map<String, Double> sums = new HashMap<>();
        int told = into.unreadable().size();
        file.eachLine(into, words -> {
            if (columns.isEmpty()) {
                words.forEachRemaining(columns::add);
            } else {
                addLine(columns, words, sums);
            }
        });
        if (!sums.containsKey(ENTRIES_COLUMN)) {
            file.missing(into, "it has no " + ENTRIES_COLUMN);
        }
        // a sum that lacks something would be wrong
        if (into.unreadable().size() == told) {
            into.add(ENTRIES, sums.getOrDefault(ENTRIES_COLUMN, 0.0));
            COUNTED.forEach((column, family) -> {
                Double sum = sums.get(column);
                if (sum != null) {
                    into.add(family, sum);
                }
            });
        }
    }

    /** {@code 00000004  00000000 00000011 00000000 …} below {@code entries  clashres found new …}: one line a processor, in hexadecimal. */
    private static void addLine(List<String> columns, Words words, Map<String, Double> sums) {
        columns.forEach(column -> {
            double value = words.hex();
            // each processor's line has the same number of entries: that of all
            sums.merge(column, value, column.equals(ENTRIES_COLUMN) ? Math::max : Double::sum);
        });
    }

    private static MetricFamily counted(String name, String help) {
        return gauge("node_nf_conntrack_stat_" + name, help);
    }
}
