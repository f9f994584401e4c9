package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;

/**
 * Reads {@code /proc/loadavg}: how many tasks ran or waited for a disk, on average. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_loadavg.5.html">proc_loadavg(5)</a>
 */
final class LoadavgReader implements Sampler {

    private static final String FILE = "/proc/loadavg";

    private static final MetricFamily LOAD_1 = gauge("node_load1", "The load, on average of one minute.");
    private static final MetricFamily LOAD_5 = gauge("node_load5", "The load, on average of five minutes.");
    private static final MetricFamily LOAD_15 = gauge("node_load15", "The load, on average of fifteen minutes.");

    private final Rootfs rootfs;

    LoadavgReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "loadavg";
    }

    @Override
    public MonitoringLevel level() {
        return MonitoringLevel.UTIL;
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into)
                .ifPresent(file -> file.requireLines(into, words -> readLine(words, into)));
    }

    /** {@code 1.00 0.64 0.30 1/143 16604}. */
    private static void readLine(Words words, SampleTable into) {
        into.add(LOAD_1, words.decimal());
        into.add(LOAD_5, words.decimal());
        into.add(LOAD_15, words.decimal());
    }
}
