package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoftnetReaderTest extends ReaderContract {

    SoftnetReaderTest() {
        super(
                SoftnetReader::new,
                "node_softnet_.*",
                needed("/proc/1/net/softnet_stat").refused("\n", "0a 1\n", "0a 1 zz\n"));
    }

    @Test
    void numbersTheProcessorsOfAnOldKernelByTheirLines() throws IOException {
        assertThat(read("0000000a 1 2 0 0 0 0 0 0 0 0\n0000000b 1 2 0 0 0 0 0 0 0 0\n")
                        .with("processed"))
                .isEqualTo(Map.of(
                        "node_softnet_processed_total{cpu=\"0\"}",
                        10.0,
                        "node_softnet_processed_total{cpu=\"1\"}",
                        11.0));
    }

    @Test
    void tellsTheProcessorOfALineWhereOthersAreOffline() throws IOException {
        assertThat(read("0000000a 1 2 0 0 0 0 0 0 0 0 0 0000001f 0 0\n").with("dropped"))
                .isEqualTo(Map.of("node_softnet_dropped_total{cpu=\"31\"}", 1.0));
    }
}
