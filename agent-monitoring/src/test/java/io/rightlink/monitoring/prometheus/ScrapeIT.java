package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.testing.InspectedWorkloads;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole room over a real host and its containers, compared with what the kernel and Docker say there. */
class ScrapeIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    private static final double QUOTA = 0.5;

    @TempDir
    private static Path state;

    @AutoClose
    private static ScrapedAgent agent;

    @BeforeAll
    static void runContainers() throws Exception {
        HOST.load(TestbedHost.BUSYBOX);
        HOST.run(
                "docker",
                "run",
                "-d",
                "--name",
                "burner",
                "--cpus",
                "" + QUOTA,
                TestbedHost.BUSYBOX,
                "sh",
                "-c",
                "while :; do :; done");
        HOST.run(
                "docker",
                "run",
                "-d",
                "--name",
                "holder",
                TestbedHost.BUSYBOX,
                "sh",
                "-c",
                "dd if=/dev/zero of=/dev/shm/big bs=1M count=32 && exec sleep 100000");
        HOST.run(
                "docker", "run", "-d", "--name", "hostly", "--network", "host", TestbedHost.BUSYBOX, "sleep", "100000");
        agent = ScrapedAgent.start(HOST.root(), state, new InspectedWorkloads(HOST));
    }

    @Test
    void tellsTheMemoryThatTheKernelTells() throws Exception {
        String meminfo = HOST.run("cat", "/proc/meminfo");

        Map<String, Double> values = scrape();

        assertThat(values.keySet().stream().filter(name -> name.startsWith("node_memory_")))
                .hasSize((int) meminfo.lines().count());
        assertThat(values).containsEntry("node_memory_MemTotal_bytes", 1024 * number(meminfo, "MemTotal: +(\\d+) kB"));
        assertThat(values.get("node_memory_MemAvailable_bytes"))
                .isCloseTo(1024 * number(meminfo, "MemAvailable: +(\\d+) kB"), within(512.0 * 1024 * 1024));
    }

    @Test
    void countsBetweenWhatTheKernelCountsBeforeAndAfter() throws Exception {
        String before = HOST.run("cat", "/proc/stat");
        Map<String, Double> values = scrape();
        String after = HOST.run("cat", "/proc/stat");

        assertThat(values).containsEntry("node_boot_time_seconds", number(before, "btime (\\d+)"));
        assertThat(values.get("node_context_switches_total"))
                .isBetween(number(before, "ctxt (\\d+)"), number(after, "ctxt (\\d+)"));
        assertThat(values.get("node_intr_total"))
                .isBetween(number(before, "intr (\\d+)"), number(after, "intr (\\d+)"));
        assertThat(values.get("node_forks_total"))
                .isBetween(number(before, "processes (\\d+)"), number(after, "processes (\\d+)"));
        assertThat(values.get("node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}"))
                .isBetween(number(before, "cpu0 (\\d+)") / 100, number(after, "cpu0 (\\d+)") / 100);
    }

    @Test
    void tellsTheLoadThatTheKernelTells() throws Exception {
        double before = number(HOST.run("cat", "/proc/loadavg"), "^([\\d.]+)");
        double load = value("node_load1");
        double after = number(HOST.run("cat", "/proc/loadavg"), "^([\\d.]+)");

        assertThat(load).isBetween(Math.min(before, after), Math.max(before, after));
    }

    @Test
    void seesTheHostsInterfacesAndNotItsOwn() throws Exception {
        String interfaces = HOST.sh("ls /sys/class/net || true; cut -s -d: -f1 /proc/net/dev");

        assertThat(scrape().keySet().stream().filter(name -> name.startsWith("node_network_receive_bytes_total")))
                .anyMatch(name -> name.contains("\"docker0\""))
                .allMatch(name -> interfaces.contains(name.replaceAll(".*device=\"|\".*", "")));
    }

    @Test
    void countsTheProcessorTimeThatAContainerBurns() throws Exception {
        String series = container("container_cpu_usage_seconds_total", "burner");
        String own = "/sys/fs/cgroup/cpuacct/docker/" + id("burner") + "/cpuacct.usage";
        long start = System.nanoTime();
        double usedBefore = number(HOST.run("cat", own), "(\\d+)") / 1e9;
        double before = value(series);

        Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);

        double burnt = value(series) - before;
        double used = number(HOST.run("cat", own), "(\\d+)") / 1e9 - usedBefore;
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(burnt).isCloseTo(used, within(0.15 * used)).isGreaterThan(1);
        assertThat(burnt / seconds).isLessThan(1.1 * QUOTA);
        assertThat(value(container("container_cpu_cfs_throttled_periods_total", "burner")))
                .isPositive();
    }

    @Test
    void tellsTheMemoryThatAContainerHolds() throws Exception {
        String memory = "/sys/fs/cgroup/memory/docker/" + id("holder");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> value(container("container_memory_usage_bytes", "holder")) > 32 << 20);

        double usage = number(HOST.run("cat", memory + "/memory.usage_in_bytes"), "(\\d+)");
        double cache = number(HOST.run("cat", memory + "/memory.stat"), "total_cache (\\d+)");
        String docker = HOST.run("docker", "stats", "--no-stream", "--format", "{{.MemUsage}}", "holder");

        assertThat(value(container("container_memory_usage_bytes", "holder"))).isCloseTo(usage, within(0.02 * usage));
        assertThat(value(container("container_memory_cache", "holder"))).isCloseTo(cache, within(0.02 * cache));
        assertThat(value(container("container_memory_working_set_bytes", "holder")))
                .isCloseTo(bytes(docker), within(1.0 * (1 << 20)));
    }

    @Test
    void countsTheNetworkOfAContainerThatHasOne() throws Exception {
        Map<String, Double> values = scrape();

        assertThat(values.keySet())
                .filteredOn(name -> name.startsWith("container_network_") && name.contains("\"burner\""))
                .hasSize(8);
        assertThat(values.keySet())
                .noneMatch(name -> name.startsWith("container_network_") && name.contains("\"hostly\""));
    }

    @Test
    void forgetsAContainerThatWasRemoved() throws Exception {
        HOST.run("docker", "run", "-d", "--name", "brief", TestbedHost.BUSYBOX, "sleep", "100000");
        assertThat(scrape().keySet()).anyMatch(name -> name.contains("\"brief\""));

        HOST.run("docker", "rm", "-f", "brief");

        assertThat(agent.scrape())
                .doesNotContain("\"brief\"")
                .contains("node_scrape_collector_success{collector=\"container\"} 1.0");
    }

    private static Map<String, Double> scrape() {
        return ScrapedAgent.values(agent.scrape());
    }

    private static double value(String series) {
        return Objects.requireNonNull(scrape().get(series), series);
    }

    private static String container(String family, String name) throws Exception {
        return family + "{id=\"/docker/" + id(name) + "\",image=\"" + TestbedHost.BUSYBOX + "\",name=\"" + name + "\"}";
    }

    private static String id(String name) throws Exception {
        return HOST.run("docker", "inspect", "--format", "{{.Id}}", name).trim();
    }

    private static double number(String text, String pattern) {
        var matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    /** {@code 1.234MiB / 23.54GiB}. */
    private static double bytes(String memUsage) {
        double factor = memUsage.contains("KiB /") ? 1 << 10 : memUsage.contains("MiB /") ? 1 << 20 : 1;
        return factor * number(memUsage, "^([\\d.]+)");
    }
}
