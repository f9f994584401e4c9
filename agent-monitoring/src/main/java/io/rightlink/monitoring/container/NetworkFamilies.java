package io.rightlink.monitoring.container;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import java.util.List;
import java.util.stream.IntStream;

/** What is told of a container's interfaces, whoever counted it. */
final class NetworkFamilies {

    /** What the kernel calls what cAdvisor shows, and where it is among the kernel's columns of a direction: the first four. */
    private static final List<String> COUNTED = List.of("bytes", "packets", "errs", "drop");

    private static final List<String> SHOWN = List.of("bytes", "packets", "errors", "packets_dropped");
    private static final List<MetricFamily> RECEIVED = families("receive");
    private static final List<MetricFamily> TRANSMITTED = families("transmit");

    private NetworkFamilies() {}

    /** Adds one interface: its bytes, packets, errors and dropped packets in both directions. */
    static void add(Figures into, Labels labels, double[] received, double[] transmitted) {
        for (int i = 0; i < SHOWN.size(); i++) {
            into.add(RECEIVED.get(i), labels, received[i]);
            into.add(TRANSMITTED.get(i), labels, transmitted[i]);
        }
    }

    private static List<MetricFamily> families(String direction) {
        return IntStream.range(0, SHOWN.size())
                .mapToObj(i -> MetricFamily.counter(
                        "container_network_" + direction + "_" + SHOWN.get(i) + "_total",
                        "The interface's count of " + direction + " " + COUNTED.get(i) + "."))
                .toList();
    }
}
