package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.sample.Sampler;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** What node_exporter says of the recorded hosts. */
final class NodeExporter {

    private NodeExporter() {}

    /** Checks that a reader finds what node_exporter shows under {@code prefix}, so many samples, and that it misses nothing. */
    static void assertAgrees(RecordedHost host, Sampler reader, String prefix, int samples) throws IOException {
        Map<String, Double> expected = new TreeMap<>(
                ScrapedAgent.values(Files.readString(host.directory().resolve("node_exporter.prom"))));
        expected.keySet().removeIf(series -> !series.startsWith(prefix));
        Shown shown = Shown.by(reader);

        assertThat(shown.values()).isEqualTo(expected).hasSize(samples);
        assertThat(shown.unreadable()).isEmpty();
    }
}
