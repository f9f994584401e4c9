package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.testing.InspectedWorkloads;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus's own promtool finds fault with in a scrape: nothing but what it finds in node_exporter's of the same host. */
class PromtoolIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    private static final String CAMEL_CASE = " metric names should be written in 'snake_case' not 'camelCase'";

    @TempDir
    private Path state;

    @Test
    void findsNothingInALiveScrapeThatNodeExporterHasNotToo() throws Exception {
        HOST.load(TestbedHost.BUSYBOX);
        HOST.run("docker", "run", "-d", "--name", "quiet", "--cpus", "0.5", TestbedHost.BUSYBOX, "sleep", "100000");
        HOST.run("systemd-run", "--unit=exporter", "prometheus-node-exporter", "--web.listen-address=127.0.0.1:9100");
        String theirs = HOST.run("curl", "-sS", "--retry", "10", "--retry-connrefused", "127.0.0.1:9100/metrics");

        String ours = scrape(HOST.root(), new InspectedWorkloads(HOST));

        assertThat(ours).contains("node_memory_MemTotal_bytes ", "container_memory_rss{", "jvm_memory_used_bytes{");
        assertThat(findings(ours)).isSubsetOf(findings(theirs)).allMatch(PromtoolIT::isAboutANameOfTheKernels);
    }

    @Test
    void findsNothingInARecordedHostThatNodeExporterHadNotToo() throws Exception {
        for (RecordedHost host : List.of(RecordedHost.V1, RecordedHost.V2)) {
            List<Workload> containers = host.workloads();

            Set<String> ours = findings(scrape(host.directory(), () -> containers));

            assertThat(ours)
                    .isEqualTo(findings(Files.readString(host.directory().resolve("node_exporter.prom"))));
        }
    }

    @Test
    void findsWhatIsWrong() throws Exception {
        assertThat(findings("# TYPE some_total gauge\nsome_total 1\n"))
                .containsExactlyInAnyOrder(
                        "some_total no help text", "some_total non-counter metrics should not have \"_total\" suffix");
    }

    private String scrape(Path rootfs, Workloads workloads) {
        try (ScrapedAgent agent = ScrapedAgent.start(rootfs, state, workloads)) {
            return agent.scrape();
        }
    }

    /** Returns promtool's words, which it ends with 3 if there are any; with 1 if the text can't be read. */
    private static Set<String> findings(String text) throws Exception {
        Files.writeString(HOST.shared().resolve("metrics"), text);
        String found = HOST.sh("promtool check metrics <" + TestbedHost.SHARED + "/metrics 2>&1 || [ $? = 3 ]");
        return found.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
    }

    /** The fields of /proc/meminfo and /proc/net/snmp are shown as the kernel spells them, and its random bits counted in bits. */
    private static boolean isAboutANameOfTheKernels(String finding) {
        return finding.matches("node_(memory|netstat)_.*" + CAMEL_CASE) || finding.matches("node_entropy_\\w+_bits .*");
    }
}
