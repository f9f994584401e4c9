package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.counter;
import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code /proc/stat}: processors, interrupts, processes, and when the host was booted. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/filesystems/proc.html#miscellaneous-kernel-statistics-in-proc-stat">/proc/stat, in the
 *     kernel's documentation</a>
 */
final class StatReader implements Sampler {

    private static final String FILE = "/proc/stat";

    /** Ticks a second in what the kernel tells, on every architecture that Java runs on; not the kernel's own HZ. */
    private static final double USER_HZ = 100;

    private static final MetricFamily CPU = counter("node_cpu_seconds_total", "Time that each CPU spent in each mode.");
    private static final MetricFamily GUEST = counter(
            "node_cpu_guest_seconds_total", "Time that each CPU spent in guests (virtual machines), in each mode.");

    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    /** The columns that follow; their time is also part of {@code user} and {@code nice}. */
    private static final List<String> GUEST_MODES = List.of("user", "nice");

    /** A processor's line; the one whose key is just {@code cpu} is the sum of all. */
    private static final Pattern CPU_KEY = Pattern.compile("cpu(\\d+)");

    private static final String ONE_CPU = "cpu0 (or another)";

    /** Linux 2.4 had no more columns than user, nice, system and idle. */
    private static final int FEWEST_MODES = 4;

    /** The lines whose first number is all that counts. */
    private static final Map<String, MetricFamily> SINGLE = Map.of(
            "intr", counter("node_intr_total", "Interrupts that were serviced."),
            "ctxt", counter("node_context_switches_total", "Switches from one task to another."),
            "processes", counter("node_forks_total", "Processes and threads that were started."),
            "btime", gauge("node_boot_time_seconds", "When the host was booted, in seconds since the epoch."),
            "procs_running", gauge("node_procs_running", "Tasks that run or could run."),
            "procs_blocked", gauge("node_procs_blocked", "Tasks that wait for a disk."));

    private final Rootfs rootfs;

    StatReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "stat";
    }

    @Override
    public MonitoringLevel level() {
        return MonitoringLevel.UTIL;
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into).ifPresent(file -> read(file, into));
    }

    private static void read(KernelFile file, SampleTable into) {
        Set<String> expected = new TreeSet<>(SINGLE.keySet());
        expected.add(ONE_CPU);
        Set<String> found = new HashSet<>();
        file.eachLine(into, words -> found.add(readLine(words, into)));
        expected.removeAll(found);
        if (!expected.isEmpty()) {
            file.missing(into, "it has no " + String.join(", ", expected));
        }
    }

    /** Returns the line's key, or {@link #ONE_CPU}. */
    private static String readLine(Words words, SampleTable into) {
        String key = words.next();
        MetricFamily single = SINGLE.get(key);
        if (single != null) {
            into.add(single, words.count());
            return key;
        }
        Matcher cpu = CPU_KEY.matcher(key);
        if (cpu.matches()) {
            readCpu(cpu.group(1), words, into);
            return ONE_CPU;
        }
        return key;
    }

    /** {@code cpu0 10132153 290696 3084719 46828483 16683 0 25195 0 175628 0}. */
    private static void readCpu(String cpu, Words words, SampleTable into) {
        List<Double> ticks = new ArrayList<>(words.counts(FEWEST_MODES));
        ticks.addAll(words.countsUpTo(MODES.size() + GUEST_MODES.size() - FEWEST_MODES));
        for (int i = 0; i < ticks.size(); i++) {
            boolean guest = i >= MODES.size();
            String mode = guest ? GUEST_MODES.get(i - MODES.size()) : MODES.get(i);
            into.add(guest ? GUEST : CPU, Labels.of("cpu", cpu, "mode", mode), ticks.get(i) / USER_HZ);
        }
    }
}
