package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.counter;
import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code /proc/diskstats}: what each disk was asked for. Partitions, loop devices and RAM disks are left out, as node_exporter
 * does. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/iostats.html">I/O statistics fields, in the kernel's documentation</a>
 */
final class DiskstatsReader implements Sampler {

    private static final String FILE = "/proc/diskstats";

    private static final Pattern LEFT_OUT = Pattern.compile("(ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+");

    /** One column, and what one of it is in the metric's unit. */
    private record Column(MetricFamily family, double factor) {}

    private static final double ONE = 1;
    private static final double BYTES_PER_SECTOR = 512;
    private static final double SECONDS_PER_TICK = 0.001;

    /** The kernel's columns, in its order; the first eleven are there since Linux 2.6, discards since 4.18, flushes since 5.5. */
    private static final List<Column> COLUMNS = List.of(
            column("reads_completed_total", "Reads that were completed.", ONE),
            column("reads_merged_total", "Reads that were merged with others.", ONE),
            column("read_bytes_total", "Bytes that were read.", BYTES_PER_SECTOR),
            column("read_time_seconds_total", "Time that all reads took, one after the other.", SECONDS_PER_TICK),
            column("writes_completed_total", "Writes that were completed.", ONE),
            column("writes_merged_total", "Writes that were merged with others.", ONE),
            column("written_bytes_total", "Bytes that were written.", BYTES_PER_SECTOR),
            column("write_time_seconds_total", "Time that all writes took, one after the other.", SECONDS_PER_TICK),
            new Column(gauge("node_disk_io_now", "Requests in progress."), ONE),
            column("io_time_seconds_total", "Time in which a request was in progress.", SECONDS_PER_TICK),
            column("io_time_weighted_seconds_total", "The same, times the requests in progress.", SECONDS_PER_TICK),
            column("discards_completed_total", "Discards that were completed.", ONE),
            column("discards_merged_total", "Discards that were merged with others.", ONE),
            column("discarded_sectors_total", "Sectors that were discarded.", ONE),
            column("discard_time_seconds_total", "Time that all discards took.", SECONDS_PER_TICK),
            column("flush_requests_total", "Flushes that were completed.", ONE),
            column("flush_requests_time_seconds_total", "Time that all flushes took.", SECONDS_PER_TICK));

    private static final int FEWEST_COLUMNS = 11;

    private final Rootfs rootfs;

    DiskstatsReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "diskstats";
    }

    /** An empty file is a host without disks. */
    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into).ifPresent(file -> file.eachLine(into, words -> readLine(words, into)));
    }

    /** {@code  254       0 vda 122407 27894 3982762 22717 56258 30178 5179888 30036 0 12108 54487 13611 35 2612592 1245 11494 487}. */
    private static void readLine(Words words, SampleTable into) {
        words.counts(2);
        String device = words.next();
        if (LEFT_OUT.matcher(device).matches()) {
            return;
        }
        List<Double> counts = new ArrayList<>(words.counts(FEWEST_COLUMNS));
        counts.addAll(words.countsUpTo(COLUMNS.size() - FEWEST_COLUMNS));
        Labels labels = Labels.of("device", device);
        for (int i = 0; i < counts.size(); i++) {
            Column column = COLUMNS.get(i);
            into.add(column.family(), labels, counts.get(i) * column.factor());
        }
    }

    private static Column column(String name, String help, double factor) {
        return new Column(counter("node_disk_" + name, help), factor);
    }
}
