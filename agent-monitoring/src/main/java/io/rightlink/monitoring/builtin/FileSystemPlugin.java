package io.rightlink.monitoring.builtin;

/**
 * {@code df-root/df_complex-free}, in bytes: free is what anybody may use, reserved what is root's alone. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-df">The plugin df</a>
 */
final class FileSystemPlugin implements Plugin {

    @Override
    public void report(Measured measured, Sheet sheet) {
        measured.all("node_filesystem_size_bytes").forEach((labels, size) -> {
            Double free = measured.one("node_filesystem_free_bytes", labels);
            Double available = measured.one("node_filesystem_avail_bytes", labels);
            // what has no blocks is no place for files, /proc for one
            if (size > 0 && free != null && available != null) {
                String plugin = "df-" + name(Measured.value(labels, "mountpoint"));
                sheet.put(plugin, "df_complex-free", Sheet.GAUGED, available);
                sheet.put(plugin, "df_complex-used", Sheet.GAUGED, size - free);
                sheet.put(plugin, "df_complex-reserved", Sheet.GAUGED, free - available);
            }
        });
    }

    /** {@code /var/lib} is {@code var-lib}, and {@code /} is {@code root}. */
    private static String name(String mountPoint) {
        return mountPoint.equals("/")
                ? "root"
                : mountPoint.replaceFirst("^/", "").replace('/', '-');
    }
}
