package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetDevReaderTest extends ReaderContract {

    private static final String HEADING = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;

    private static final String[] COLUMNS = {
        "receive_bytes", "receive_packets", "receive_errs", "receive_drop",
        "receive_fifo", "receive_frame", "receive_compressed", "receive_multicast",
        "transmit_bytes", "transmit_packets", "transmit_errs", "transmit_drop",
        "transmit_fifo", "transmit_colls", "transmit_carrier", "transmit_compressed"
    };

    NetDevReaderTest() {
        super(NetDevReader::new, "node_network_.*", needed("/proc/1/net/dev"));
    }

    @Test
    void namesEachColumnInItsDirection() throws IOException {
        Shown shown = read(HEADING + "  eth0:  1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");

        TreeMap<String, Double> expected = new TreeMap<>();
        IntStream.range(0, COLUMNS.length)
                .forEach(i -> expected.put("node_network_" + COLUMNS[i] + "_total{device=\"eth0\"}", i + 1.0));
        assertThat(shown.values()).isEqualTo(expected);
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void readsANumberThatFollowsTheNameAtOnce() throws IOException {
        assertThat(read(HEADING + "br-0a1b:4294967296 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n")
                        .values())
                .containsEntry("node_network_receive_bytes_total{device=\"br-0a1b\"}", 4294967296.0);
    }

    @Test
    void readsNothingUnderColumnsThatItDoesNotKnow() throws IOException {
        Shown shown =
                read(HEADING.replace("errs drop", "drop errs") + "  eth0:  1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .containsExactly("Cannot read all of /proc/1/net/dev: its columns aren't the known ones");
        assertThat(read("").unreadable()).isEqualTo(shown.unreadable());
    }

    @Test
    void leavesOutAGarbledInterfaceAndReadsTheOthers() throws IOException {
        Shown shown = read(HEADING + "  eth0:  1 2 3\n: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
                + "    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n  eth1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 1");

        assertThat(shown.with("device=\"lo\"")).hasSize(16).isEqualTo(shown.values());
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot read all of /proc/1/net/dev: '  eth0:  1 2 3' ends too early",
                        "Cannot read all of /proc/1/net/dev: ': 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16' has no word before a ':'",
                        "Cannot read all of /proc/1/net/dev: its last line is cut off");
    }
}
