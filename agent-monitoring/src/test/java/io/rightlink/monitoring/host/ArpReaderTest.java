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

class ArpReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new ArpReader(RecordedHost.V1.rootfs()), "node_arp_", 1);
        NodeExporter.assertAgrees(RecordedHost.V2, new ArpReader(RecordedHost.V2.rootfs()), "node_arp_", 1);
    }

    @Test
    void countsByDevice() throws IOException {
        Shown shown = read("""
                IP address       HW type     Flags       HW address            Mask     Device
                10.0.0.1         0x1         0x2         02:42:ac:12:00:03     *        eth0
                10.0.0.2         0x1         0x0         00:00:00:00:00:00     *        eth0
                172.18.0.3       0x1         0x2         02:42:ac:12:00:03     *        docker0
                """);

        assertThat(shown.values())
                .isEqualTo(
                        Map.of("node_arp_entries{device=\"eth0\"}", 2.0, "node_arp_entries{device=\"docker0\"}", 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x\n", "IP address Device\n10.0.0.1 0x1\n"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/1/net/arp: "));
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(Shown.by(new ArpReader(new Rootfs(root))).unreadable())
                .containsExactly("Cannot read /proc/1/net/arp: no such file below " + root);
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new ArpReader(KernelText.host(root, "/proc/1/net/arp", text)));
    }
}
