package io.rightlink.monitoring.host;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.NetDev;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads {@code /proc/1/net/dev}: the host's interfaces. The first process's, because {@code /proc/net} is of the network namespace of
 * whoever reads it. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
final class NetDevReader implements Sampler {

    private static final String FILE = "/proc/1/net/dev";

    private static final List<MetricFamily> RECEIVED = families("receive", NetDev.RECEIVED);
    private static final List<MetricFamily> TRANSMITTED = families("transmit", NetDev.TRANSMITTED);

    private final Rootfs rootfs;

    NetDevReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "netdev";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into)
                .ifPresent(file -> NetDev.read(file, into).forEach(found -> {
                    Labels device = Labels.of("device", found.name());
                    add(RECEIVED, device, found.received(), into);
                    add(TRANSMITTED, device, found.transmitted(), into);
                }));
    }

    private static void add(List<MetricFamily> families, Labels device, List<Double> counts, SampleTable into) {
        IntStream.range(0, families.size()).forEach(i -> into.add(families.get(i), device, counts.get(i)));
    }

    private static List<MetricFamily> families(String direction, List<String> columns) {
        return columns.stream()
                .map(column -> MetricFamily.counter(
                        "node_network_" + direction + "_" + column + "_total",
                        "The interface's count of " + direction + " " + column + "."))
                .toList();
    }
}
