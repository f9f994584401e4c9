package io.rightlink.monitoring.value;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.MetricType;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a received value is called as a metric: {@code collectd_interface_if_octets_rx_total{interface="eth0",instance="h"}}, as
 * Prometheus's own collectd_exporter calls it.
 *
 * @see <a href="https://github.com/prometheus/collectd_exporter">collectd_exporter</a>
 */
public record ReceivedName(MetricFamily family, Labels labels) {

    /** Nothing that the agent measures begins so. */
    private static final String BEGIN = "collectd_";

    private static final String TYPE = "type";
    private static final String INSTANCE = "instance";

    /** A plugin of such a name would have its label given twice. */
    private static final Set<String> OTHERS = Set.of(TYPE, INSTANCE);

    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-zA-Z0-9_]");

    /** Names the value at {@code index} of {@code values}. */
    public static ReceivedName of(ValueList values, int index) {
        DataSource source = values.sources().get(index);
        return new ReceivedName(family(values.id(), source), labels(values.id()));
    }

    /** Tells by a family's name whether it was received, and not measured. */
    public static boolean isReceived(String family) {
        return family.startsWith(BEGIN);
    }

    private static MetricFamily family(Identifier id, DataSource source) {
        boolean counted = source.type() == DataSourceType.DERIVE || source.type() == DataSourceType.COUNTER;
        String name = BEGIN
                + id.plugin()
                + (id.type().equals(id.plugin()) ? "" : "_" + id.type())
                + (source.name().equals("value") ? "" : "_" + source.name())
                + (counted ? "_total" : "");
        return new MetricFamily(
                valid(name),
                counted ? MetricType.COUNTER : MetricType.GAUGE,
                "Received: plugin " + id.plugin() + ", type " + id.type() + ", data source " + source.name() + ".");
    }

    private static Labels labels(Identifier id) {
        Labels labels = Labels.NONE;
        String plugin = OTHERS.contains(id.plugin()) ? "plugin_" + id.plugin() : valid(id.plugin());
        if (!id.pluginInstance().isEmpty()) {
            labels = labels.and(plugin, id.pluginInstance());
        }
        if (!id.typeInstance().isEmpty()) {
            labels = labels.and(id.pluginInstance().isEmpty() ? plugin : TYPE, id.typeInstance());
        }
        return labels.and(INSTANCE, id.host());
    }

    private static String valid(String name) {
        String replaced = NOT_OF_A_NAME.matcher(name).replaceAll("_");
        return Character.isDigit(replaced.charAt(0)) ? "_" + replaced : replaced;
    }
}
