package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntropyReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new EntropyReader(RecordedHost.V1.rootfs()), "node_entropy_", 2);
        NodeExporter.assertAgrees(RecordedHost.V2, new EntropyReader(RecordedHost.V2.rootfs()), "node_entropy_", 2);
    }

    @Test
    void showsOneFileWithoutTheOther() throws IOException {
        Shown shown = Shown.by(new EntropyReader(KernelText.host(root, "/proc/sys/kernel/random/poolsize", "256\n")));

        assertThat(shown.values()).isEqualTo(Map.of("node_entropy_pool_size_bits", 256.0));
        assertThat(shown.unreadable())
                .containsExactly("Cannot read /proc/sys/kernel/random/entropy_avail: no such file below " + root);
    }
}
