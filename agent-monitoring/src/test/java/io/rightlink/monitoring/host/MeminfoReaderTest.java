package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeminfoReaderTest extends ReaderContract {

    MeminfoReaderTest() {
        super(MeminfoReader::new, "node_memory_.*", needed("/proc/meminfo"));
    }

    @Test
    void tellsKilobytesInBytesAndPagesAsTheyAre() throws IOException {
        Shown shown = read("""
                MemTotal:       24684092 kB
                Active(anon):       1576 kB
                HugePages_Total:      12
                DirectMap4k:       26624 kB
                """);

        assertThat(shown.values())
                .isEqualTo(Map.of(
                        "node_memory_MemTotal_bytes", 25276510208.0,
                        "node_memory_Active_anon_bytes", 1613824.0,
                        "node_memory_HugePages_Total", 12.0,
                        "node_memory_DirectMap4k_bytes", 27262976.0));
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void leavesOutWhatItCannotReadInsteadOfShowingZero() throws IOException {
        Shown shown =
                read("MemTotal: 8 kB\nMemFree: kB\nCached: 8 MB\nBuffers 8 kB\nAct\"}ive: 8 kB\nDirty:\nSlab: 4 kB\n");

        assertThat(shown.values()).containsOnlyKeys("node_memory_MemTotal_bytes", "node_memory_Slab_bytes");
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot read all of /proc/meminfo: 'kB' isn't a count",
                        "Cannot read all of /proc/meminfo: 'MB' isn't a known unit of Cached",
                        "Cannot read all of /proc/meminfo: 'Buffers 8 kB' has no word before a ':'",
                        "Cannot read all of /proc/meminfo: 'Act\"}ive' isn't a field's name",
                        "Cannot read all of /proc/meminfo: 'Dirty:' ends too early");
    }
}
