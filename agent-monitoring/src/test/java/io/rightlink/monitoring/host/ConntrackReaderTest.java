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

class ConntrackReaderTest {

    @TempDir
    private Path root;

    @Test
    void agreesWithNodeExporter() throws IOException {
        NodeExporter.assertAgrees(
                RecordedHost.V1, new ConntrackReader(RecordedHost.V1.rootfs()), "node_nf_conntrack_", 10);
        NodeExporter.assertAgrees(
                RecordedHost.V2, new ConntrackReader(RecordedHost.V2.rootfs()), "node_nf_conntrack_", 10);
    }

    @Test
    void showsNothingWhereTheKernelHasNone() {
        Shown shown = Shown.by(new ConntrackReader(new Rootfs(root)));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void sumsWhatTheProcessorsCountButTheEntriesThatTheyAllTell() throws IOException {
        Shown shown = read(
                "entries  clashres found drop\n000000ff  00000000 00000010 00000001\n000000ff  00000000 00000002 00000000\n");

        assertThat(shown.values())
                .isEqualTo(Map.of(
                        "node_nf_conntrack_entries", 255.0,
                        "node_nf_conntrack_stat_found", 18.0,
                        "node_nf_conntrack_stat_drop", 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "entries found\n", "found\n00000001\n", "entries found\n00000001\n", "entries\nmany\n"})
    void showsNothingOfWhatTheKernelDoesNotWrite(String text) throws IOException {
        Shown shown = read(text);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of /proc/1/net/stat/nf_conntrack: "));
    }

    private Shown read(String text) throws IOException {
        return Shown.by(new ConntrackReader(KernelText.host(root, "/proc/1/net/stat/nf_conntrack", text)));
    }
}
