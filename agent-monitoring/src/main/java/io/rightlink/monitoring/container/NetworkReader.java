package io.rightlink.monitoring.container;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.NetDev;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the interfaces of a container that has a network namespace of its own; in the host's, or another container's, it would be
 * counted twice. Keeps no file open, because that would keep the namespace of a dead container. Stateless; safe for any thread.
 */
final class NetworkReader {

    /** The kernel's columns that cAdvisor shows, and what it calls them. */
    private static final Map<String, String> SHOWN =
            Map.of("bytes", "bytes", "packets", "packets", "errs", "errors", "drop", "packets_dropped");

    private static final Map<String, MetricFamily> RECEIVED = families("receive");
    private static final Map<String, MetricFamily> TRANSMITTED = families("transmit");

    private final Rootfs rootfs;

    NetworkReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    /** Adds what a container's interfaces count, under its labels and the interface's name. */
    void read(Workload workload, Labels container, SampleTable into) {
        if (hasItsOwn(workload.networkMode())) {
            KernelFile.find(rootfs, "/proc/" + workload.initPid() + "/net/dev", into)
                    .ifPresent(file -> NetDev.read(file, into).forEach(found -> add(found, container, into)));
        }
    }

    private static boolean hasItsOwn(String networkMode) {
        return !networkMode.equals("host") && !networkMode.startsWith("container:");
    }

    private static void add(NetDev.Interface found, Labels container, SampleTable into) {
        if (!found.name().equals("lo")) {
            Labels labels = container.and("interface", found.name());
            add(NetDev.RECEIVED, found.received(), RECEIVED, labels, into);
            add(NetDev.TRANSMITTED, found.transmitted(), TRANSMITTED, labels, into);
        }
    }

    private static void add(
            List<String> columns,
            List<Double> counts,
            Map<String, MetricFamily> families,
            Labels labels,
            SampleTable into) {
        for (int i = 0; i < columns.size(); i++) {
            MetricFamily family = families.get(columns.get(i));
            if (family != null) {
                into.add(family, labels, counts.get(i));
            }
        }
    }

    private static Map<String, MetricFamily> families(String direction) {
        return SHOWN.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        shown -> MetricFamily.counter(
                                "container_network_" + direction + "_" + shown.getValue() + "_total",
                                "The interface's count of " + direction + " " + shown.getKey() + ".")));
    }
}
