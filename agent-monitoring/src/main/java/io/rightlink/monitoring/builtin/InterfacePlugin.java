package io.rightlink.monitoring.builtin;

import io.rightlink.monitoring.internal.NetDev;
import java.util.Map;

/**
 * {@code interface-eth0/if_octets}, and its packets, errors and dropped packets; but for the ends of containers' cables, whose names
 * would be new identifiers with each start of a container. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-interface">The plugin interface</a>
 */
final class InterfacePlugin implements Plugin {

    /** The kernel's columns, by what collectd calls them. */
    private static final Map<String, String> COLUMNS =
            Map.of("if_octets", "bytes", "if_packets", "packets", "if_errors", "errs", "if_dropped", "drop");

    @Override
    public void report(Measured measured, Sheet sheet) {
        COLUMNS.forEach((type, column) -> {
            Map<String, Double> sent = measured.by("device", "node_network_transmit_" + column + "_total");
            measured.by("device", "node_network_receive_" + column + "_total").forEach((device, received) -> {
                if (!NetDev.isEndOfContainer(device)) {
                    sheet.put("interface-" + device, type, Sheet.RX_TX, received, sent.get(device));
                }
            });
        });
    }
}
