package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetstatReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new NetstatReader(RecordedHost.V1.rootfs()), "node_netstat_", 40);
        NodeExporter.assertAgrees(RecordedHost.V2, new NetstatReader(RecordedHost.V2.rootfs()), "node_netstat_", 40);
    }

    @Test
    void readsTheCountsOfANewKernelByTheirHeadings() throws IOException {
        Shown shown = read("Tcp: RtoMin New InSegs MaxConn OutSegs\nTcp: 200 5 17 -1 18\n");

        assertThat(shown.values()).isEqualTo(Map.of("node_netstat_Tcp_InSegs", 17.0, "node_netstat_Tcp_OutSegs", 18.0));
        assertThat(shown.unreadable()).containsExactly("Cannot read /proc/1/net/netstat: no such file below " + root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tcp: InSegs\n",
                "Tcp: InSegs\nUdp: 1\n",
                "Tcp: InSegs\nTcp: x\n",
                "Tcp: InSegs\nTcp:\n",
                "Tcp\nTcp: 1\n"
            })
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).hasSize(2).last().asString().startsWith("Cannot read all of /proc/1/net/snmp: ");
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new NetstatReader(KernelText.host(root, "/proc/1/net/snmp", text)));
    }
}
