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
 * Reads {@code /proc/1/net/softnet_stat}: the packets that each processor took from its queue, dropped because the queue was full, and
 * how often it had to leave some for later. One line a processor that is online. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
final class SoftnetReader implements Sampler {

    private static final String FILE = "/proc/1/net/softnet_stat";

    private static final MetricFamily PROCESSED =
            counter("node_softnet_processed_total", "Packets that were processed.");
    private static final MetricFamily DROPPED =
            counter("node_softnet_dropped_total", "Packets that were dropped because the processor's queue was full.");
    private static final MetricFamily SQUEEZED =
            counter("node_softnet_times_squeezed_total", "Times that the processor had to leave packets for later.");

    /** The columns between those and the processor's number, which is there since Linux 5.10. */
    private static final int COLUMNS_BETWEEN = 9;

    private final Rootfs rootfs;

    SoftnetReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "softnet";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into).ifPresent(file -> {
            int[] line = {0};
            file.eachLine(into, words -> readLine(words, line[0]++, into));
            if (line[0] == 0) {
                file.missing(into, "it has no processor");
            }
        });
    }

    /** {@code 00790bee 00000000 00000002 00000000 … 00000000 00000001 00000000 00000000}, in hexadecimal. */
    private static void readLine(Words words, int line, SampleTable into) {
        double processed = words.hex();
        double dropped = words.hex();
        double squeezed = words.hex();
        long cpu = line;
        if (words.skip(COLUMNS_BETWEEN) == COLUMNS_BETWEEN && words.hasNext()) {
            cpu = (long) words.hex();
        }
        Labels labels = Labels.of("cpu", Long.toString(cpu));
        into.add(PROCESSED, labels, processed);
        into.add(DROPPED, labels, dropped);
        into.add(SQUEEZED, labels, squeezed);
    }
}
