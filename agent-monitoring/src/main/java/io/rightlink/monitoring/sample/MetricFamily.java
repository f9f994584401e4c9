package io.rightlink.monitoring.sample;

/**
 * One metric, of which there is a sample for each set of labels.
 *
 * @param name as Prometheus shows it, a counter's {@code _total} and the unit included: {@code node_cpu_seconds_total}
 * @param help one sentence
 */
public record MetricFamily(String name, MetricType type, String help) {

    /** A name means one family; its hash is kept by the string. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Makes a family whose values only grow. */
    public static MetricFamily counter(String name, String help) {
        return new MetricFamily(name, MetricType.COUNTER, help);
    }

    /** Makes a family whose values go up and down. */
    public static MetricFamily gauge(String name, String help) {
        return new MetricFamily(name, MetricType.GAUGE, help);
    }
}
