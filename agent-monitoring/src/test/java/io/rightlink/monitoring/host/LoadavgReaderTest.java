package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadavgReaderTest {

    @TempDir
    private Path root;

    @Test
    void tellsThreeAverages() throws IOException {
        Shown shown = read("1.00 0.64 12.30 1/143 16604\n");

        assertThat(shown.values()).isEqualTo(Map.of("node_load1", 1.0, "node_load5", 0.64, "node_load15", 12.3));
        assertThat(shown.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "NaN 0.64 0.30 1/143 1\n",
                "-1.00 0.64 0.30 1/143 1\n",
                "0x1.0 0.1 0.1 1/1 1\n",
                "1.0e9 0.1 0.1 1/1 1\n",
                "1,00 0,64 0,30\n",
                "1.00 0.64 0.30 1/143 1"
            })
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).hasSize(1).first().asString().startsWith("Cannot read all of /proc/loadavg: ");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(Shown.by(new LoadavgReader(new Rootfs(root))).unreadable())
                .containsExactly("Cannot read /proc/loadavg: no such file below " + root);
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new LoadavgReader(KernelText.host(root, "/proc/loadavg", text)));
    }
}
