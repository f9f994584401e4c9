package io.rightlink.monitoring.builtin;

import java.util.Map;

/**
 * {@code web-cpu/cpu-total}, {@code web-memory/memory-usage} and {@code web-net/if_octets} of a container {@code web}, as RightLink 10
 * called them. The processor's time is in hundredths of a second: its rate is a percentage of one processor. Stateless.
 */
final class ContainerPlugin implements Plugin {

    private static final String NAME = "name";
    private static final double TICKS_PER_SECOND = 100;

    @Override
    public void report(Measured measured, Sheet sheet) {
        measured.by(NAME, "container_cpu_usage_seconds_total")
                .forEach((name, seconds) ->
                        sheet.put(name + "-cpu", "cpu-total", Sheet.COUNTED, seconds * TICKS_PER_SECOND));
        measured.by(NAME, "container_memory_usage_bytes")
                .forEach((name, bytes) -> sheet.put(name + "-memory", "memory-usage", Sheet.GAUGED, bytes));
        Map<String, Double> sent = measured.by(NAME, "container_network_transmit_bytes_total");
        measured.by(NAME, "container_network_receive_bytes_total")
                .forEach((name, received) ->
                        sheet.put(name + "-net", "if_octets", Sheet.RX_TX, received, sent.get(name)));
    }
}
