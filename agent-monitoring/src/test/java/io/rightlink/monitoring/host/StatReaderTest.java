package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatReaderTest extends ReaderContract {

    private static final String COUNTS = """
            intr 593046 0 7
            ctxt 1361579
            btime 1795350183
            processes 16604
            procs_running 2
            procs_blocked 1
            """;

    StatReaderTest() {
        super(
                StatReader::new,
                "node_(cpu_.*|intr_total|context_switches_total|boot_time_seconds|forks_total|procs_.*)",
                needed("/proc/stat"));
    }

    @Test
    void tellsTimesInSecondsAndLeavesTheSumOut() throws IOException {
        Shown shown = read("""
                cpu  18411 0 4319 210309 673 0 126 25 30 40
                cpu3 8266 1 1790 106825 60 2 13 9 30 40
                """ + COUNTS);

        assertThat(shown.with("node_cpu_"))
                .isEqualTo(Map.of(
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"user\"}", 82.66,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"nice\"}", 0.01,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"system\"}", 17.9,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"idle\"}", 1068.25,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"iowait\"}", 0.6,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"irq\"}", 0.02,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"softirq\"}", 0.13,
                        "node_cpu_seconds_total{cpu=\"3\",mode=\"steal\"}", 0.09,
                        "node_cpu_guest_seconds_total{cpu=\"3\",mode=\"user\"}", 0.3,
                        "node_cpu_guest_seconds_total{cpu=\"3\",mode=\"nice\"}", 0.4));
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void countsWhatTheKernelCounts() throws IOException {
        assertThat(read("cpu0 1 2 3 4\n" + COUNTS).values())
                .containsEntry("node_intr_total", 593046.0)
                .containsEntry("node_context_switches_total", 1361579.0)
                .containsEntry("node_boot_time_seconds", 1795350183.0)
                .containsEntry("node_forks_total", 16604.0)
                .containsEntry("node_procs_running", 2.0)
                .containsEntry("node_procs_blocked", 1.0);
    }

    @Test
    void showsOnlyTheModesThatAnOldKernelTells() throws IOException {
        Shown shown = read("cpu0 100 200 300 400\n" + COUNTS);

        assertThat(shown.with("node_cpu_")).hasSize(4);
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void leavesOutAGarbledLineAndReadsTheOthers() throws IOException {
        Shown shown = read("cpu0 1 2 3 4\ncpu1 1 2 3 -4\n" + COUNTS.replace("ctxt 1361579", "ctxt many"));

        assertThat(shown.with("node_cpu_")).hasSize(4);
        assertThat(shown.values())
                .doesNotContainKey("node_context_switches_total")
                .containsKey("node_forks_total");
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot read all of /proc/stat: '-4' isn't a count",
                        "Cannot read all of /proc/stat: 'many' isn't a count",
                        "Cannot read all of /proc/stat: it has no ctxt");
    }

    @Test
    void doesNotTakeTheRestOfACutOffNumberForIt() throws IOException {
        Shown shown = read("cpu0 1 2 3 4\n" + COUNTS.stripTrailing() + "\nprocs_blo");
        Shown cut = read("cpu0 1 2 3 4\n" + COUNTS.replace("procs_blocked 1\n", "procs_blocked 1"));

        assertThat(shown.unreadable()).containsExactly("Cannot read all of /proc/stat: its last line is cut off");
        assertThat(cut.values()).doesNotContainKey("node_procs_blocked");
    }

    @Test
    void saysWhatAnEmptyFileLacks() throws IOException {
        Shown shown = read("");

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .containsExactly("Cannot read all of /proc/stat: it has no btime, cpu0 (or another), ctxt, intr, "
                        + "processes, procs_blocked, procs_running");
    }

    @Test
    void keepsTheFirstOfTwoLinesForOneProcessor() throws IOException {
        Shown shown = read("cpu0 100 0 0 0\ncpu0 900 0 0 0\n" + COUNTS);

        assertThat(shown.values()).containsEntry("node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}", 1.0);
        assertThat(shown.unreadable()).hasSize(4).first().asString().endsWith("was read twice");
    }
}
