package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;

/**
 * Reads {@code /proc/1/net/udp} and {@code udp6}: what waits in the host's UDP sockets to be sent, or to be taken by a process. The latter
 * is missing where there is no IPv6. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">The columns, in the kernel's documentation of the like for TCP</a>
 */
final class UdpQueuesReader implements Sampler {

    private static final MetricFamily QUEUES = gauge("node_udp_queues", "Bytes that wait in UDP sockets.");

    private static final int COLUMNS_BEFORE_QUEUES = 4;

    private final Rootfs rootfs;

    UdpQueuesReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "udp_queues";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, "/proc/1/net/udp", into).ifPresent(file -> read(file, "v4", into));
        KernelFile.find(rootfs, "/proc/1/net/udp6", into).ifPresent(file -> read(file, "v6", into));
    }

    private static void read(KernelFile file, String ip, SampleTable into) {
        double[] sums = {0, 0};
        int told = into.unreadable().size();
        int[] line = {0};
        file.eachLine(into, words -> {
            if (line[0]++ > 0) {
                addQueues(words, sums);
            }
        });
        if (line[0] == 0) {
            file.missing(into, "it is empty");
        }
        // a sum that lacks something would be wrong
        if (into.unreadable().size() == told) {
            into.add(QUEUES, Labels.of("ip", ip, "queue", "tx"), sums[0]);
            into.add(QUEUES, Labels.of("ip", ip, "queue", "rx"), sums[1]);
        }
    }

    /** {@code  2410: 0100007F:1388 00000000:0000 07 00000000:00000300 00:00000000 00000000     0        0 3126 2 000… 0}, in hexadecimal. */
    private static void addQueues(Words words, double[] sums) {
        words.skip(COLUMNS_BEFORE_QUEUES);
        double sending = words.hexUpTo(':');
        double received = words.hex();
        sums[0] += sending;
        sums[1] += received;
    }
}
