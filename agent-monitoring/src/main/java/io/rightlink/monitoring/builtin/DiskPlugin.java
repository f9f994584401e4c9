package io.rightlink.monitoring.builtin;

import io.rightlink.monitoring.sample.Labels;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code disk-vda/disk_ops}, and its octets, merged requests and time. The time isn't what the kernel counts: collectd adds up, at each
 * interval, what a request took on average, times the interval, so that its rate is the milliseconds that a request takes. Remembers
 * the disks that are there; for one thread at a time.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-disk">The plugin disk</a>
 */
final class DiskPlugin implements Plugin {

    private static final double MILLISECONDS = 1_000;

    private Map<String, Times> known = new HashMap<>();

    @Override
    public void report(Measured measured, Sheet sheet) {
        Map<String, Times> present = new HashMap<>();
        measured.all("node_disk_reads_completed_total").forEach((labels, reads) -> {
            Double writes = measured.one("node_disk_writes_completed_total", labels);
            // a drive without a medium is no news
            if (writes != null && reads + writes > 0) {
                report(labels, reads, writes, measured, sheet, present);
            }
        });
        known = present;
    }

    private void report(
            Labels labels, double reads, double writes, Measured measured, Sheet sheet, Map<String, Times> present) {
        String disk = Measured.value(labels, "device");
        String plugin = "disk-" + disk;
        sheet.put(plugin, "disk_ops", Sheet.READ_WRITE, reads, writes);
        put(
                plugin,
                "disk_octets",
                "node_disk_read_bytes_total",
                "node_disk_written_bytes_total",
                labels,
                measured,
                sheet);
        put(
                plugin,
                "disk_merged",
                "node_disk_reads_merged_total",
                "node_disk_writes_merged_total",
                labels,
                measured,
                sheet);
        Times before = known.get(disk);
        Time read = Time.after(
                before == null ? null : before.read(),
                reads,
                measured.one("node_disk_read_time_seconds_total", labels),
                sheet);
        Time write = Time.after(
                before == null ? null : before.write(),
                writes,
                measured.one("node_disk_write_time_seconds_total", labels),
                sheet);
        if (read != null && write != null) {
            present.put(disk, new Times(read, write));
            if (before != null) {
                sheet.put(plugin, "disk_time", Sheet.READ_WRITE, read.sum(), write.sum());
            }
        }
    }

    private static void put(
            String plugin, String type, String read, String write, Labels labels, Measured measured, Sheet sheet) {
        sheet.put(plugin, type, Sheet.READ_WRITE, measured.one(read, labels), measured.one(write, labels));
    }

    private record Times(Time read, Time write) {}

    /** One direction: the requests and their time as the kernel counts, and collectd's sum. */
    private record Time(double requests, double seconds, double sum) {

        static @Nullable Time after(@Nullable Time before, double requests, @Nullable Double seconds, Sheet sheet) {
            if (seconds == null) {
                return null;
            }
            if (before == null) {
                return new Time(requests, seconds, 0);
            }
            double more = requests - before.requests();
            double took = seconds - before.seconds();
            // either shrinks when the disk was another one
            double average = more > 0 && took >= 0 ? took * MILLISECONDS / more : 0;
            return new Time(
                    requests,
                    seconds,
                    before.sum() + Math.floor(average * sheet.interval().toSeconds() + 0.5));
        }
    }
}
