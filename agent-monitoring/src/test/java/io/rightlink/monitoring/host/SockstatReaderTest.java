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

class SockstatReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new SockstatReader(RecordedHost.V1.rootfs()), "node_sockstat_", 20);
        NodeExporter.assertAgrees(RecordedHost.V2, new SockstatReader(RecordedHost.V2.rootfs()), "node_sockstat_", 20);
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

    @ParameterizedTest
    @ValueSource(strings = {"", "TCP\n", "TCP: inuse\n", "TCP: inuse -1\n"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/1/net/sockstat: "));
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(Shown.by(new SockstatReader(new Rootfs(root))).unreadable())
                .containsExactly("Cannot read /proc/1/net/sockstat: no such file below " + root);
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new SockstatReader(KernelText.host(root, "/proc/1/net/sockstat", text)));
    }
}
