package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilefdReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new FilefdReader(RecordedHost.V1.rootfs()), "node_filefd_", 2);
        NodeExporter.assertAgrees(RecordedHost.V2, new FilefdReader(RecordedHost.V2.rootfs()), "node_filefd_", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1\n", "1 2\n", "-1 0 9\n", "1 0 9"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/sys/fs/file-nr: "));
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(Shown.by(new FilefdReader(new Rootfs(root))).unreadable())
                .containsExactly("Cannot read /proc/sys/fs/file-nr: no such file below " + root);
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new FilefdReader(KernelText.host(root, "/proc/sys/fs/file-nr", text)));
    }
}
