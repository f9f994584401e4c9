package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static io.rightlink.monitoring.host.ReadFile.optional;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UdpQueuesReaderTest extends ReaderContract {

    /** The recorded hosts have none. */
    private static final String SOCKETS = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt
              1: 0100007F:1388 00000000:0000 07 00000010:00000300 00:00000000 00000000 0 0 3126 2 0 0
              2: 0100007F:1389 00000000:0000 07 00000001:00000001 00:00000000 00000000 0 0 3127 2 0 0
            """;

    UdpQueuesReaderTest() {
        super(
                UdpQueuesReader::new,
                "node_udp_.*",
                needed("/proc/1/net/udp")
                        .spoiltFrom(SOCKETS)
                        .refused("sl\n1: 0100007F:1388\n", "sl\n1: a b c x:1\n", "sl\n1: a b c 1:z\n"),
                optional("/proc/1/net/udp6").spoiltFrom(SOCKETS));
    }

    @Test
    void sumsTheQueuesOfAllSockets() throws IOException {
        Shown shown = read(SOCKETS);

        assertThat(shown.values())
                .isEqualTo(Map.of(
                        "node_udp_queues{ip=\"v4\",queue=\"tx\"}",
                        17.0,
                        "node_udp_queues{ip=\"v4\",queue=\"rx\"}",
                        769.0));
        assertThat(shown.unreadable()).isEmpty();
    }
}
