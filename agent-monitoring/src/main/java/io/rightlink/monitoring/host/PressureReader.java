package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.GarbledException;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.Map;

/**
 * Reads {@code /proc/pressure/*}: for how long tasks had to wait for a processor, for a disk and for memory. Nothing where the kernel
 * doesn't measure it (no CONFIG_PSI). Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/accounting/psi.html">PSI, in the kernel's documentation</a>
 */
final class PressureReader implements Sampler {

    private static final String DIRECTORY = "/proc/pressure/";

    private static final double MICROS_PER_MILLI = 1000;
    private static final double MILLIS_PER_SECOND = 1000;

    /** By file and then by the first word of its lines. That no task at all had a processor means nothing for a whole host. */
    private static final Map<String, Map<String, MetricFamily>> FAMILIES = Map.of(
            "cpu", Map.of("some", family("cpu_waiting", "Time in which a task waited for a processor.")),
            "io",
                    Map.of(
                            "some", family("io_waiting", "Time in which a task waited for a disk."),
                            "full", family("io_stalled", "Time in which all tasks waited for a disk.")),
            "memory",
                    Map.of(
                            "some", family("memory_waiting", "Time in which a task waited for memory."),
                            "full", family("memory_stalled", "Time in which all tasks waited for memory.")));

    private final Rootfs rootfs;

    PressureReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "pressure";
    }

    @Override
    public void sample(SampleTable into) {
        FAMILIES.forEach((resource, families) ->
                KernelFile.find(rootfs, DIRECTORY + resource, into).ifPresent(file -> read(file, families, into)));
    }

    private static void read(KernelFile file, Map<String, MetricFamily> families, SampleTable into) {
        int[] found = {0};
        file.eachLine(into, words -> {
            MetricFamily family = families.get(words.next());
            if (family != null) {
                into.add(family, seconds(words));
                found[0]++;
            }
        });
        if (found[0] < families.size()) {
            file.missing(into, "it has " + found[0] + " of " + families.keySet());
        }
    }

    /** {@code some avg10=2.50 avg60=0.75 avg300=0.10 total=5150321}, the total in microseconds. */
    private static double seconds(Words words) {
        words.skip(3);
        String key = words.nextUpTo('=');
        if (!key.equals("total")) {
            throw new GarbledException("'" + key + "' isn't the total");
        }
        // not at once by a million: that differs from node_exporter in the last digit
        return words.count() / MICROS_PER_MILLI / MILLIS_PER_SECOND;
    }

    private static MetricFamily family(String name, String help) {
        return counter("node_pressure_" + name + "_seconds_total", help);
    }
}
