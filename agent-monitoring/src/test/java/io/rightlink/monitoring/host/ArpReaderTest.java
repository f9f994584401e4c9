package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArpReaderTest extends ReaderContract {

    /** More than the recorded hosts have. */
    private static final String NEIGHBOURS = """
            IP address       HW type     Flags       HW address            Mask     Device
            10.0.0.1         0x1         0x2         02:42:ac:12:00:03     *        eth0
            10.0.0.2         0x1         0x0         00:00:00:00:00:00     *        eth0
            172.18.0.3       0x1         0x2         02:42:ac:12:00:03     *        docker0
            """;

    ArpReaderTest() {
        super(
                ArpReader::new,
                "node_arp_.*",
                needed("/proc/1/net/arp")
                        .spoiltFrom(NEIGHBOURS)
                        .refused("x\n", "IP address Device\n10.0.0.1 0x1\n")
                        .withoutNumbers());
    }

    @Test
    void countsByDevice() throws IOException {
        Shown shown = read(NEIGHBOURS);

        assertThat(shown.values())
                .isEqualTo(
                        Map.of("node_arp_entries{device=\"eth0\"}", 2.0, "node_arp_entries{device=\"docker0\"}", 1.0));
    }
}
