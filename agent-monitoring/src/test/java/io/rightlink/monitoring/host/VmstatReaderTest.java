package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VmstatReaderTest extends ReaderContract {

    VmstatReaderTest() {
        super(VmstatReader::new, "node_vmstat_.*", needed("/proc/vmstat"));
    }

    @Test
    void takesFaultsPagingSwappingAndKills() throws IOException {
        Shown shown =
                read("nr_free_pages 1\npgpgin 2\npswpout 3\npgfault 4\npgmajfault 5\npgalloc_dma 6\noom_kill 7\n");

        assertThat(shown.values())
                .isEqualTo(Map.of(
                        "node_vmstat_pgpgin", 2.0,
                        "node_vmstat_pswpout", 3.0,
                        "node_vmstat_pgfault", 4.0,
                        "node_vmstat_pgmajfault", 5.0,
                        "node_vmstat_oom_kill", 7.0));
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void leavesOutAGarbledFieldAndReadsTheOthers() throws IOException {
        Shown shown = read("pgpgin\npgfault 4\npgmajfault 0x5\npg\"fault 6\n");

        assertThat(shown.values()).isEqualTo(Map.of("node_vmstat_pgfault", 4.0));
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot read all of /proc/vmstat: 'pgpgin' ends too early",
                        "Cannot read all of /proc/vmstat: '0x5' isn't a count");
    }
}
