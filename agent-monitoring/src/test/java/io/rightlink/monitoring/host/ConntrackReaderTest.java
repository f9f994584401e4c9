package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.optional;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConntrackReaderTest extends ReaderContract {

    ConntrackReaderTest() {
        super(
                ConntrackReader::new,
                "node_nf_conntrack_.*",
                optional("/proc/1/net/stat/nf_conntrack")
                        .refused(
                                "entries found\n", "found\n00000001\n", "entries found\n00000001\n", "entries\nmany\n"),
                optional("/proc/sys/net/netfilter/nf_conntrack_max"));
    }

    @Test
    void sumsWhatTheProcessorsCountButTheEntriesThatTheyAllTell() throws IOException {
        Shown shown = read(
                "entries  clashres found drop\n000000ff  00000000 00000010 00000001\n000000ff  00000000 00000002 00000000\n");

        assertThat(shown.values())
                .isEqualTo(Map.of(
                        "node_nf_conntrack_entries", 255.0,
                        "node_nf_conntrack_stat_found", 18.0,
                        "node_nf_conntrack_stat_drop", 1.0));
    }
}
