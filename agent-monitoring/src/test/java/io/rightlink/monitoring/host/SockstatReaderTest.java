package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static io.rightlink.monitoring.host.ReadFile.optional;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SockstatReaderTest extends ReaderContract {

    SockstatReaderTest() {
        super(
                SockstatReader::new,
                "node_sockstat_.*",
                needed("/proc/1/net/sockstat").refused("TCP\n", "TCP: inuse\n"),
                optional("/proc/1/net/sockstat6"));
    }

    @Test
    void tellsPagesInBytesToo() throws IOException {
        Rootfs host = KernelText.host(root, "/proc/1/net/sockstat", "sockets: used 9\nTCP: inuse 7 mem 3\n");

        assertThat(Shown.by(new SockstatReader(host, 65536)).values())
                .isEqualTo(Map.of(
                        "node_sockstat_sockets_used", 9.0,
                        "node_sockstat_TCP_inuse", 7.0,
                        "node_sockstat_TCP_mem", 3.0,
                        "node_sockstat_TCP_mem_bytes", 196608.0));
    }
}
