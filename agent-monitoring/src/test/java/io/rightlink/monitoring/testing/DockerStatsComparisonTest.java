package io.rightlink.monitoring.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DockerStatsComparisonTest {

    /** As the CLI of Docker 20.10 wrote it. */
    private static final String STATS = """
            {"BlockIO":"8.19kB / 1.05MB","CPUPerc":"50.04%","Container":"6d25","ID":"6d256a49956e","MemPerc":"0.00%",\
            "MemUsage":"1.5MiB / 23.54GiB","Name":"burner","NetIO":"1.2kB / 0B","PIDs":"2"}
            """;

    @Test
    void agreesWhereDockerSaysTheSame() {
        assertThat(compare(scrape(10, 0), scrape(15, 0)).disagreements("burner", 0.05))
                .isEmpty();
    }

    @Test
    void tellsWhereDockerSaysSomethingElse() {
        assertThat(compare(scrape(10, 0), scrape(16, 0)).disagreements("burner", 0.05))
                .containsExactly("burner: cpu is 0.6 of ours and 0.5004 of Docker's");
        assertThat(compare(scrape(10, 100_000), scrape(15, 100_000)).disagreements("burner", 0.05))
                .containsExactly("burner: written is 1150000.0 to 1150000.0 of ours and 1050000.0 of Docker's");
        assertThat(compare("", "").disagreements("burner", 0.05)).hasSize(6);
        assertThat(compare("", "").disagreements("other", 0.05)).hasSize(1);
    }

    @Test
    void takesForTheSameARateBetweenTheSecondsThatDockerLookedAt() {
        String idler = STATS.replace("50.04%", "20.00%");

        assertThat(rateOf(3.5, STATS + idler)).isEmpty();
        assertThat(rateOf(5.4, STATS + idler)).singleElement().asString().startsWith("burner: cpu is 0.54 of ours");
        assertThat(rateOf(1.8, STATS + idler)).singleElement().asString().startsWith("burner: cpu is 0.18 of ours");
    }

    @Test
    void leavesOutTheMemoryOfAContainerThatStartsProcessesAllTheTime() {
        String bigger = STATS.replace("1.5MiB", "2.5MiB").replace("\"PIDs\":\"2\"", "\"PIDs\":\"3\"");
        DockerStatsComparison comparison = DockerStatsComparison.of(scrape(10, 0), scrape(15, 0), 10, bigger);

        assertThat(comparison.countDisagreements("burner", 0.05)).isEmpty();
        assertThat(comparison.disagreements("burner", 0.05)).hasSize(2);
        assertThat(compare("", "").countDisagreements("burner", 0.05)).hasSize(4);
    }

    private static List<String> rateOf(double burnt, String stats) {
        return DockerStatsComparison.of(scrape(0, 0), scrape(burnt, 0), 10, stats)
                .disagreements("burner", 0.05);
    }

    private static DockerStatsComparison compare(String before, String after) {
        return DockerStatsComparison.of(before, after, 10, STATS);
    }

    private static String scrape(double cpu, double written) {
        return """
                container_cpu_usage_seconds_total{id="/docker/6d25",image="x",name="burner"} %s
                container_memory_working_set_bytes{id="/docker/6d25",image="x",name="burner"} 1572864.0
                container_threads{id="/docker/6d25",image="x",name="burner"} 2.0
                container_network_receive_bytes_total{id="/docker/6d25",image="x",interface="eth0",name="burner"} 1196.0
                container_network_transmit_bytes_total{id="/docker/6d25",image="x",interface="eth0",name="burner"} 0.0
                container_fs_reads_bytes_total{device="/dev/vda",id="/docker/6d25",image="x",name="burner"} 4096.0
                container_fs_reads_bytes_total{device="/dev/vdb",id="/docker/6d25",image="x",name="burner"} 4096.0
                container_fs_writes_bytes_total{device="/dev/vda",id="/docker/6d25",image="x",name="burner"} %s
                container_fs_writes_bytes_total{device="/dev/vda",id="/docker/6d25",image="x",name="burner2"} 7e9
                """.formatted(cpu, 1_050_000 + written);
    }
}
