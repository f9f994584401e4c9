package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskstatsReaderTest extends ReaderContract {

    private static final String LINUX_2_6 = "8 0 sda 1 2 3 4 5 6 7 8 9 10 11";

    DiskstatsReaderTest() {
        super(
                DiskstatsReader::new,
                "node_disk_(?!info).*",
                needed("/proc/diskstats").unharmedBy(Spoiling.EMPTY));
    }

    @Test
    void tellsSectorsInBytesAndMillisecondsInSeconds() throws IOException {
        Shown shown = read("   8       0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n");

        assertThat(shown.values())
                .containsEntry("node_disk_reads_completed_total{device=\"sda\"}", 1.0)
                .containsEntry("node_disk_reads_merged_total{device=\"sda\"}", 2.0)
                .containsEntry("node_disk_read_bytes_total{device=\"sda\"}", 1536.0)
                .containsEntry("node_disk_read_time_seconds_total{device=\"sda\"}", 0.004)
                .containsEntry("node_disk_writes_completed_total{device=\"sda\"}", 5.0)
                .containsEntry("node_disk_writes_merged_total{device=\"sda\"}", 6.0)
                .containsEntry("node_disk_written_bytes_total{device=\"sda\"}", 3584.0)
                .containsEntry("node_disk_write_time_seconds_total{device=\"sda\"}", 0.008)
                .containsEntry("node_disk_io_now{device=\"sda\"}", 9.0)
                .containsEntry("node_disk_io_time_seconds_total{device=\"sda\"}", 0.01)
                .containsEntry("node_disk_io_time_weighted_seconds_total{device=\"sda\"}", 0.011)
                .containsEntry("node_disk_discards_completed_total{device=\"sda\"}", 12.0)
                .containsEntry("node_disk_discards_merged_total{device=\"sda\"}", 13.0)
                .containsEntry("node_disk_discarded_sectors_total{device=\"sda\"}", 14.0)
                .containsEntry("node_disk_discard_time_seconds_total{device=\"sda\"}", 0.015)
                .containsEntry("node_disk_flush_requests_total{device=\"sda\"}", 16.0)
                .containsEntry("node_disk_flush_requests_time_seconds_total{device=\"sda\"}", 0.017)
                .hasSize(17);
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void showsNoDiscardsAndFlushesWhereTheKernelCountsNone() throws IOException {
        assertThat(read(LINUX_2_6 + "\n").values()).hasSize(11);
        assertThat(read(LINUX_2_6 + " 12 13 14 15\n").values()).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({
        "ram0,false",
        "loop7,false",
        "fd0,false",
        "sda1,false",
        "vda15,false",
        "xvda1,false",
        "nvme0n1p2,false",
        "sda,true",
        "vda,true",
        "xvdb,true",
        "nvme0n1,true",
        "dm-0,true",
        "md127,true",
        "mmcblk0p1,true",
        "zram0,true"
    })
    void showsDisksAndNotTheirPartitions(String device, boolean shown) throws IOException {
        assertThat(read(LINUX_2_6.replace("sda", device) + "\n").values().isEmpty())
                .isNotEqualTo(shown);
    }

    @Test
    void takesAHostWithoutDisksForWhatItIs() throws IOException {
        assertThat(read("").values()).isEmpty();
        assertThat(read("").unreadable()).isEmpty();
    }

    @Test
    void leavesOutAGarbledDiskAndReadsTheOthers() throws IOException {
        Shown shown = read("8 0 sda 1 2 3\n8 16 sdb 1 2 3 x 5 6 7 8 9 10 11\nnonsense\n"
                + LINUX_2_6.replace("sda", "sdc") + "\n8 48 sd");

        assertThat(shown.with("device=\"sdc\"")).hasSize(11).isEqualTo(shown.values());
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot read all of /proc/diskstats: '8 0 sda 1 2 3' ends too early",
                        "Cannot read all of /proc/diskstats: 'x' isn't a count",
                        "Cannot read all of /proc/diskstats: 'nonsense' isn't a count",
                        "Cannot read all of /proc/diskstats: its last line is cut off");
    }

    @Test
    void countsAsFarAsTheKernelDoes() throws IOException {
        Shown shown = read("8 0 sda 18446744073709551615 2 3 4 5 6 7 8 9 10 11\n");

        assertThat(shown.values()).containsEntry("node_disk_reads_completed_total{device=\"sda\"}", 0x1p64);
    }
}
