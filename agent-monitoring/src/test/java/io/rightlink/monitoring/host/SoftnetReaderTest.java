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

class SoftnetReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new SoftnetReader(RecordedHost.V1.rootfs()), "node_softnet_", 6);
        NodeExporter.assertAgrees(RecordedHost.V2, new SoftnetReader(RecordedHost.V2.rootfs()), "node_softnet_", 6);
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

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0a 1\n", "0a 1 zz\n", "0a 1 2"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/1/net/softnet_stat: "));
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(Shown.by(new SoftnetReader(new Rootfs(root))).unreadable())
                .containsExactly("Cannot read /proc/1/net/softnet_stat: no such file below " + root);
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new SoftnetReader(KernelText.host(root, "/proc/1/net/softnet_stat", text)));
    }
}
