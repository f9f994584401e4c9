package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code /proc/1/net/arp}: how many neighbours each of the host's interfaces knows. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
final class ArpReader implements Sampler {

    private static final String FILE = "/proc/1/net/arp";

    private static final MetricFamily ENTRIES = gauge("node_arp_entries", "Neighbours that the interface knows.");

    private static final int COLUMNS_BEFORE_DEVICE = 5;

    private final Rootfs rootfs;

    ArpReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "arp";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into).ifPresent(file -> read(file, into));
    }

    private static void read(KernelFile file, SampleTable into) {
        if (!file.text().startsWith("IP address ")) {
            file.missing(into, "its columns aren't the known ones");
            return;
        }
        Map<String, Integer> entries = new TreeMap<>();
        int told = into.unreadable().size();
        file.eachLine(into, words -> {
            String device = device(words);
            if (!device.equals("Device")) {
                entries.merge(device, 1, Integer::sum);
            }
        });
        // a count that lacks something would be wrong
        if (into.unreadable().size() == told) {
            entries.forEach((device, count) -> into.add(ENTRIES, Labels.of("device", device), count));
        }
    }

    /** {@code 172.18.0.3       0x1         0x2         02:42:ac:12:00:03     *        docker0}. */
    private static String device(Words words) {
        words.skip(COLUMNS_BEFORE_DEVICE);
        String last = words.next();
        // in the heading there are spaces within the names of the columns
        while (words.hasNext()) {
            last = words.next();
        }
        return last;
    }
}
