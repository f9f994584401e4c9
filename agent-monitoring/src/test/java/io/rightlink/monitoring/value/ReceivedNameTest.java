package io.rightlink.monitoring.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedNameTest {

    @Test
    void namesAsCollectdExporterDoes() {
        ReceivedName name = name("h/interface-eth0/if_octets", new DataSource("rx", DataSourceType.DERIVE));

        assertThat(name.family().name()).isEqualTo("collectd_interface_if_octets_rx_total");
        assertThat(name.family().type()).isEqualTo(MetricType.COUNTER);
        assertThat(name.labels()).isEqualTo(Labels.of("interface", "eth0", "instance", "h"));
    }

    @Test
    void saysNothingTwice() {
        ReceivedName name = name("h/cpu-0/cpu-idle", new DataSource("value", DataSourceType.DERIVE));

        assertThat(name.family().name()).isEqualTo("collectd_cpu_total");
        assertThat(name.labels()).isEqualTo(Labels.of("cpu", "0", "type", "idle", "instance", "h"));
    }

    @Test
    void callsATypeInstanceByThePluginWhereThatHasNone() {
        ReceivedName name = name("h/memory/memory-free", new DataSource("value", DataSourceType.GAUGE));

        assertThat(name.family().name()).isEqualTo("collectd_memory");
        assertThat(name.labels()).isEqualTo(Labels.of("memory", "free", "instance", "h"));
    }

    @Test
    void givesEachLabelOnlyOnceWhateverAPluginIsCalled() {
        assertThat(name("h/type-a/x-b", new DataSource("value", DataSourceType.GAUGE))
                        .labels())
                .isEqualTo(Labels.of("plugin_type", "a", "type", "b", "instance", "h"));
        assertThat(name("h/instance-a/x", new DataSource("value", DataSourceType.GAUGE))
                        .labels())
                .isEqualTo(Labels.of("plugin_instance", "a", "instance", "h"));
    }

    @Test
    void makesANameOfWhatIsNone() {
        assertThat(name("h/my.plugin-a/é", new DataSource("v w", DataSourceType.GAUGE))
                        .family()
                        .name())
                .isEqualTo("collectd_my_plugin___v_w");
        assertThat(name("h/9p-a/x", new DataSource("value", DataSourceType.GAUGE))
                        .labels())
                .isEqualTo(Labels.of("_9p", "a", "instance", "h"));
    }

    private static ReceivedName name(String id, DataSource source) {
        Number value = source.type() == DataSourceType.GAUGE ? 1.0 : 1L;
        return ReceivedName.of(
                new ValueList(
                        Identifier.parse(id), Instant.EPOCH, Duration.ofSeconds(10), List.of(source), List.of(value)),
                0);
    }
}
