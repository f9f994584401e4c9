package io.rightlink.monitoring.builtin;

import org.jspecify.annotations.Nullable;

/**
 * {@code memory/memory-used} and {@code swap/swap-used} in bytes, {@code swap/swap_io-in} in pages. Used memory is what is neither free nor
 * the kernel's caches. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-memory">The plugin memory</a>
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-swap">The plugin swap</a>
 */
final class MemoryPlugin implements Plugin {

    @Override
    public void report(Measured measured, Sheet sheet) {
        reportMemory(measured, sheet);
        reportSwap(measured, sheet);
    }

    private static void reportMemory(Measured measured, Sheet sheet) {
        Double free = bytes(measured, "MemFree");
        Double buffered = bytes(measured, "Buffers");
        Double cached = bytes(measured, "Cached");
        Double used = less(bytes(measured, "MemTotal"), free, buffered, cached, bytes(measured, "Slab"));
        sheet.put("memory", "memory-used", Sheet.GAUGED, used);
        sheet.put("memory", "memory-free", Sheet.GAUGED, free);
        sheet.put("memory", "memory-buffered", Sheet.GAUGED, buffered);
        sheet.put("memory", "memory-cached", Sheet.GAUGED, cached);
        sheet.put("memory", "memory-slab_recl", Sheet.GAUGED, bytes(measured, "SReclaimable"));
        sheet.put("memory", "memory-slab_unrecl", Sheet.GAUGED, bytes(measured, "SUnreclaim"));
    }

    private static void reportSwap(Measured measured, Sheet sheet) {
        Double free = bytes(measured, "SwapFree");
        Double cached = bytes(measured, "SwapCached");
        sheet.put("swap", "swap-used", Sheet.GAUGED, less(bytes(measured, "SwapTotal"), free, cached));
        sheet.put("swap", "swap-free", Sheet.GAUGED, free);
        sheet.put("swap", "swap-cached", Sheet.GAUGED, cached);
        sheet.put("swap", "swap_io-in", Sheet.COUNTED, measured.one("node_vmstat_pswpin"));
        sheet.put("swap", "swap_io-out", Sheet.COUNTED, measured.one("node_vmstat_pswpout"));
    }

    private static @Nullable Double bytes(Measured measured, String field) {
        return measured.one("node_memory_" + field + "_bytes");
    }

    /** Returns what is left of the whole; nothing if a part isn't known, or the parts are more than the whole. */
    private static @Nullable Double less(@Nullable Double whole, @Nullable Double... parts) {
        if (whole == null) {
            return null;
        }
        double left = whole;
        for (Double part : parts) {
            if (part == null) {
                return null;
            }
            left -= part;
        }
        return left < 0 ? null : left;
    }
}
