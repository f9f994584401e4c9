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

class PressureReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(RecordedHost.V1, new PressureReader(RecordedHost.V1.rootfs()), "node_pressure_", 5);
        NodeExporter.assertAgrees(RecordedHost.V2, new PressureReader(RecordedHost.V2.rootfs()), "node_pressure_", 5);
    }

    @Test
    void showsNothingWhereTheKernelHasNone() {
        Shown shown = Shown.by(new PressureReader(new Rootfs(root)));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "some avg10=0.00 avg60=0.00 avg300=0.00\n",
                "some avg10=0.00 avg60=0.00 avg300=0.00 sum=1\n",
                "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n",
                "some avg10=0.00 avg60=0.00 avg300=0.00 total=x\n"
            })
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/pressure/cpu: "));
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new PressureReader(KernelText.host(root, "/proc/pressure/cpu", text)));
    }
}
