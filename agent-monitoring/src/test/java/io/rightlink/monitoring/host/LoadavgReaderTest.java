package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadavgReaderTest extends ReaderContract {

    LoadavgReaderTest() {
        super(
                LoadavgReader::new,
                "node_load.*",
                needed("/proc/loadavg")
                        .refused(
                                "\n",
                                "NaN 0.64 0.30 1/143 1\n",
                                "0x1.0 0.1 0.1 1/1 1\n",
                                "1.0e9 0.1 0.1 1/1 1\n",
                                "1,00 0,64 0,30\n")
                        .unharmedBy(Spoiling.OVERFLOWN));
    }

    @Test
    void tellsThreeAverages() throws IOException {
        Shown shown = read("1.00 0.64 12.30 1/143 16604\n");

        assertThat(shown.values()).isEqualTo(Map.of("node_load1", 1.0, "node_load5", 0.64, "node_load15", 12.3));
        assertThat(shown.unreadable()).isEmpty();
    }
}
