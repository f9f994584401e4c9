package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.optional;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MdReaderTest extends ReaderContract {

    MdReaderTest() {
        super(
                MdReader::new,
                "node_md_.*",
                optional("/proc/mdstat").absentOn(RecordedHost.V1).refused("md0 : active raid1 a[0]\n"));
    }

    @Test
    void tellsWhatIsDegradedCheckedDelayedAndInactive() throws IOException {
        Shown shown = read("""
                Personalities : [raid1] [raid6] [raid5] [raid4] [raid0]
                md3 : active raid1 sdb1[2](F) sda1[0]
                      1000 blocks super 1.2 [2/1] [U_]
                      bitmap: 1/1 pages [4KB], 65536KB chunk

                md4 : active raid5 sdc1[3](S) sdb2[1] sda2[0]
                      2000 blocks super 1.2 level 5, 512k chunk, algorithm 2 [2/2] [UU]
                      [==>..................]  check = 10.0% (200/2000) finish=1.0min speed=30K/sec

                md5 : active raid1 sdb3[1] sda3[0]
                      3000 blocks [2/2] [UU]
                        resync=DELAYED

                md6 : inactive sda4[0](S)
                      4000 blocks super 1.2

                md7 : active raid0 sdb5[1] sda5[0]
                      5000 blocks super 1.2 512k chunks

                unused devices: <none>
                """);

        assertThat(shown.unreadable()).isEmpty();
        assertThat(shown.values())
                .containsEntry("node_md_disks{device=\"md3\",state=\"failed\"}", 1.0)
                .containsEntry("node_md_disks{device=\"md3\",state=\"active\"}", 1.0)
                .containsEntry("node_md_disks_required{device=\"md3\"}", 2.0)
                .containsEntry("node_md_state{device=\"md3\",state=\"active\"}", 1.0)
                .containsEntry("node_md_disks{device=\"md4\",state=\"spare\"}", 1.0)
                .containsEntry("node_md_blocks_synced{device=\"md4\"}", 200.0)
                .containsEntry("node_md_state{device=\"md4\",state=\"check\"}", 1.0)
                .containsEntry("node_md_blocks_synced{device=\"md5\"}", 0.0)
                .containsEntry("node_md_state{device=\"md5\",state=\"resync\"}", 1.0)
                .containsEntry("node_md_state{device=\"md6\",state=\"inactive\"}", 1.0)
                .containsEntry("node_md_disks_required{device=\"md6\"}", 0.0)
                .containsEntry("node_md_disks{device=\"md7\",state=\"active\"}", 2.0)
                .hasSize(5 * 11);
    }

    @Test
    void leavesOutAGarbledArrayAndReadsTheOthers() throws IOException {
        Shown shown = read("""
                md0 : active raid1 a[0]
                      many blocks [1/1] [U]

                md1 : active raid1 b[0]
                      10 blocks [1/1] [U]

                unused devices: <none>
                """);

        assertThat(shown.with("md0")).isEmpty();
        assertThat(shown.with("md1")).hasSize(11);
        assertThat(shown.unreadable())
                .containsExactly("Cannot read all of /proc/mdstat: of its 2 arrays 1 could be read");
    }
}
