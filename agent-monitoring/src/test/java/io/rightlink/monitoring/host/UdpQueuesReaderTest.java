package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpQueuesReaderTest {

    private static final String HEADING =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new UdpQueuesReader(RecordedHost.V1.rootfs()), "node_udp_", 4);
        NodeExporter.assertAgrees(RecordedHost.V2, new UdpQueuesReader(RecordedHost.V2.rootfs()), "node_udp_", 4);
    }

    @Test
    void sumsTheQueuesOfAllSockets() throws IOException {
        Shown shown = read(HEADING
                + "  1: 0100007F:1388 00000000:0000 07 00000010:00000300 00:00000000 00000000 0 0 3126 2 0 0\n"
                + "  2: 0100007F:1389 00000000:0000 07 00000001:00000001 00:00000000 00000000 0 0 3127 2 0 0\n");

        assertThat(shown.values())
                .isEqualTo(Map.of(
                        "node_udp_queues{ip=\"v4\",queue=\"tx\"}",
                        17.0,
                        "node_udp_queues{ip=\"v4\",queue=\"rx\"}",
                        769.0));
        assertThat(shown.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sl\n1: 0100007F:1388\n", "sl\n1: a b c x:1\n", "sl\n1: a b c 1:z\n"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/1/net/udp: "));
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(Shown.by(new UdpQueuesReader(new Rootfs(root))).unreadable())
                .containsExactly("Cannot read /proc/1/net/udp: no such file below " + root);
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new UdpQueuesReader(KernelText.host(root, "/proc/1/net/udp", text)));
    }
}
