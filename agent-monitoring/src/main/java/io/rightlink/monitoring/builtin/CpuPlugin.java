package io.rightlink.monitoring.builtin;

import java.util.Map;

/**
 * {@code cpu-0/cpu-idle}, in ticks of a hundredth of a second: the rate is a percentage of that processor. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-cpu">The plugin cpu</a>
 */
final class CpuPlugin implements Plugin {

    /** What collectd calls the kernel's modes. */
    private static final Map<String, String> NAMES = Map.of(
            "user", "user",
            "nice", "nice",
            "system", "system",
            "idle", "idle",
            "iowait", "wait",
            "irq", "interrupt",
            "softirq", "softirq",
            "steal", "steal");

    private static final double TICKS_PER_SECOND = 100;

    @Override
    public void report(Measured measured, Sheet sheet) {
        measured.all("node_cpu_seconds_total").forEach((labels, seconds) -> {
            String name = NAMES.get(Measured.value(labels, "mode"));
            if (name != null) {
                String plugin = "cpu-" + Measured.value(labels, "cpu");
                sheet.put(plugin, "cpu-" + name, Sheet.COUNTED, seconds * TICKS_PER_SECOND);
            }
        });
    }
}
