package io.rightlink.monitoring.prometheus;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole room over a recorded host of which one file after the other is spoilt. */
class SpoiltHostTest {

    /** What each collector of the host reads, or one of its files. The time is of no file. */
    private static final Map<String, String> FILES = Map.ofEntries(
            entry("arp", "/proc/1/net/arp"),
            entry("conntrack", "/proc/1/net/stat/nf_conntrack"),
            entry("diskstats", "/proc/diskstats"),
            entry("entropy", "/proc/sys/kernel/random/poolsize"),
            entry("filefd", "/proc/sys/fs/file-nr"),
            entry("filesystem", "/proc/1/mountinfo"),
            entry("loadavg", "/proc/loadavg"),
            entry("mdadm", "/proc/mdstat"),
            entry("meminfo", "/proc/meminfo"),
            entry("netdev", "/proc/1/net/dev"),
            entry("netstat", "/proc/1/net/snmp"),
            entry("pressure", "/proc/pressure/io"),
            entry("schedstat", "/proc/schedstat"),
            entry("sockstat", "/proc/1/net/sockstat"),
            entry("softnet", "/proc/1/net/softnet_stat"),
            entry("stat", "/proc/stat"),
            entry("udp_queues", "/proc/1/net/udp"),
            entry("uname", "/proc/sys/kernel/version"),
            entry("vmstat", "/proc/vmstat"));

    /** Durations, and how full the file systems of the machine are that the test runs on. */
    private static final String CHANGING =
            "node_scrape_collector_duration_.*|node_filesystem_(free|avail|files_free).*";

    @TempDir
    private Path directory;

    @Test
    void tellsWhoseFileIsSpoiltAndShowsTheRest() throws IOException {
        RecordedHost host = RecordedHost.V2.copyTo(directory.resolve("host"));
        try (ScrapedAgent agent = ScrapedAgent.start(host.directory(), directory, List::of)) {
            Map<String, Double> whole = scrape(agent);
            Set<String> known = new TreeSet<>();
            for (Map.Entry<String, String> spoilt : FILES.entrySet()) {
                String text = Files.readString(host.rootfs().resolve(spoilt.getValue()));
                host.write(spoilt.getValue(), "\0\u001b[31m");

                Map<String, Double> rest = scrape(agent);

                String success = "node_scrape_collector_success{collector=\"" + spoilt.getKey() + "\"}";
                assertThat(rest).containsEntry(success, 0.0);
                rest.put(success, 1.0);
                assertThat(whole).as(spoilt.getKey()).containsAllEntriesOf(rest);
                Set<String> gone = new TreeSet<>(whole.keySet());
                gone.removeAll(rest.keySet());
                assertThat(gone).as(spoilt.getKey()).isNotEmpty().allMatch(known::add);
                host.write(spoilt.getValue(), text);
            }
            assertThat(scrape(agent)).isEqualTo(whole);
            whole.keySet().removeIf(series -> !series.startsWith("node_scrape_collector_success"));
            assertThat(whole).hasSizeGreaterThan(FILES.size()).doesNotContainValue(0.0);
        }
    }

    private static Map<String, Double> scrape(ScrapedAgent agent) {
        Map<String, Double> values = ScrapedAgent.values(agent.scrape());
        values.keySet().removeIf(series -> !series.startsWith("node_") || series.matches(CHANGING));
        return values;
    }
}
