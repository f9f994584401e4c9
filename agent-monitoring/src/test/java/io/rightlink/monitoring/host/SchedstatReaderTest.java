package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedstatReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V2, new SchedstatReader(RecordedHost.V2.rootfs()), "node_schedstat_", 6);
    }

    @Test
    void showsNothingWhereTheKernelHasNone() {
        Shown shown = Shown.by(new SchedstatReader(RecordedHost.V1.rootfs()));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version 15\n", "cpu0 0 0 0 0 0 0 7 5\n", "cpu0 0 0 0 0 0 0 7 x 9\n"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/schedstat: "));
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new SchedstatReader(KernelText.host(root, "/proc/schedstat", text)));
    }
}
