package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static io.rightlink.monitoring.host.ReadFile.optional;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetstatReaderTest extends ReaderContract {

    NetstatReaderTest() {
        super(
                NetstatReader::new,
                "node_netstat_.*",
                needed("/proc/1/net/snmp")
                        .refused(
                                "Tcp: InSegs\n",
                                "Tcp: InSegs\nUdp: 1\n",
                                "Tcp: InSegs\nTcp: x\n",
                                "Tcp: InSegs\nTcp:\n",
                                "Tcp\nTcp: 1\n"),
                needed("/proc/1/net/netstat"),
                optional("/proc/1/net/snmp6"));
    }

    @Test
    void readsTheCountsOfANewKernelByTheirHeadings() throws IOException {
        Shown shown = read("Tcp: RtoMin New InSegs MaxConn OutSegs\nTcp: 200 5 17 -1 18\n");

        assertThat(shown.values()).isEqualTo(Map.of("node_netstat_Tcp_InSegs", 17.0, "node_netstat_Tcp_OutSegs", 18.0));
        assertThat(shown.unreadable()).containsExactly("Cannot read /proc/1/net/netstat: no such file below " + root);
    }
}
