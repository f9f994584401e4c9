package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;

/**
 * Reads {@code /proc/schedstat}: for how long each processor ran tasks, and for how long tasks waited for it. Nothing where the kernel
 * doesn't measure it (no CONFIG_SCHEDSTATS). Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">Scheduler statistics, in the kernel's documentation</a>
 */
final class SchedstatReader implements Sampler {

    private static final String FILE = "/proc/schedstat";

    private static final MetricFamily RUNNING =
            counter("node_schedstat_running_seconds_total", "Time that the processor ran tasks.");
    private static final MetricFamily WAITING =
            counter("node_schedstat_waiting_seconds_total", "Time that tasks waited for the processor.");
    private static final MetricFamily TIMESLICES =
            counter("node_schedstat_timeslices_total", "Times that the processor took up a task.");

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int COLUMNS_BEFORE_TIMES = 6;
    private static final String CPU = "cpu";

    private final Rootfs rootfs;

    SchedstatReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "schedstat";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.find(rootfs, FILE, into).ifPresent(file -> {
            int[] processors = {0};
            file.eachLine(into, words -> {
                String key = words.next();
                if (key.startsWith(CPU)) {
                    readCpu(key.substring(CPU.length()), words, into);
                    processors[0]++;
                }
            });
            if (processors[0] == 0) {
                file.missing(into, "it has no processor");
            }
        });
    }

    /** {@code cpu0 0 0 0 0 0 0 7300507968 5647122151 1106}. */
    private static void readCpu(String cpu, Words words, SampleTable into) {
        words.skip(COLUMNS_BEFORE_TIMES);
        double running = words.count();
        double waiting = words.count();
        double timeslices = words.count();
        Labels labels = Labels.of("cpu", cpu);
        into.add(RUNNING, labels, running / NANOS_PER_SECOND);
        into.add(WAITING, labels, waiting / NANOS_PER_SECOND);
        into.add(TIMESLICES, labels, timeslices);
    }
}
