package io.rightlink.monitoring.builtin;

/**
 * {@code load/load}, of 1, 5 and 15 minutes. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-load">The plugin load</a>
 */
final class LoadPlugin implements Plugin {

    @Override
    public void report(Measured measured, Sheet sheet) {
        sheet.put(
                "load",
                "load",
                Sheet.LOAD,
                measured.one("node_load1"),
                measured.one("node_load5"),
                measured.one("node_load15"));
    }
}
