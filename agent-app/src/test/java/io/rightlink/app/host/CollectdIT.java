package io.rightlink.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.Agent;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.ValueList;
import io.rightlink.monitoring.value.ValueSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Debian's collectd on a testbed host sends to the agent, and writes the same to files: all of it arrives. */
class CollectdIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    private static final String IMAGE = "rightlink-testbed/collectd:latest";
    private static final int LEAST_SECONDS = 8;
    private static final int DIGITS_OF_CSV = 6;
    private static final Duration HALF_MICROSECOND = Duration.ofNanos(500);

    private static final ConcurrentLinkedQueue<ValueList> RECEIVED = new ConcurrentLinkedQueue<>();

    @TempDir
    private static Path home;

    @AutoClose
    private static ConfigurableApplicationContext agent;

    private static String address;
    private static int packets;

    @BeforeAll
    static void start() throws Exception {
        HOST.load(IMAGE);
        address = HOST.sh("ip -4 route show default | cut -d' ' -f3").strip();
        try (DatagramSocket free = new DatagramSocket()) {
            packets = free.getLocalPort();
        }
        Path passwords = Files.writeString(home.resolve("passwords"), "vm: s3cret\n");
        SpringApplication application = new SpringApplication(Agent.class, Recorder.class);
        application.setRegisterShutdownHook(false);
        agent = application.run(
                "--server.port=0",
                "--server.address=" + address,
                "--rightlink.state-directory=" + home.resolve("state"),
                "--rightlink.run-directory=" + home.resolve("run"),
                "--rightlink.listen.host=127.0.0.1",
                "--rightlink.systemd.bus-socket=" + home.resolve("no-bus"),
                "--rightlink.docker.host=unix://" + home.resolve("no-docker.sock"),
                "--rightlink.monitoring.collectd.listen=" + address + ":" + packets,
                "--rightlink.monitoring.collectd.security-level=encrypt",
                "--rightlink.monitoring.collectd.auth-file=" + passwords);
    }

    @BeforeEach
    void forget() {
        RECEIVED.clear();
    }

    @Test
    void takesAllThatTheStockConfigurationSends() throws Exception {
        compare("command", """
                LoadPlugin write_http
                <Plugin write_http>
                  <Node "agent">
                    URL "%s"
                    Format "Command"
                  </Node>
                </Plugin>
                """.formatted(url()));
    }

    @Test
    void takesAllThatIsSentAsJson() throws Exception {
        compare("json", """
                LoadPlugin write_http
                <Plugin write_http>
                  <Node "agent">
                    URL "%s"
                    Format "JSON"
                  </Node>
                </Plugin>
                """.formatted(url()));
    }

    @Test
    void takesAllThatIsSentInEncryptedPackets() throws Exception {
        compare("network", """
                LoadPlugin network
                <Plugin network>
                  <Server "%s" "%d">
                    SecurityLevel "Encrypt"
                    Username "vm"
                    Password "s3cret"
                  </Server>
                </Plugin>
                """.formatted(address, packets));
    }

    private static String url() {
        return "http://" + address + ":" + agent.getEnvironment().getProperty("local.server.port")
                + "/rll/tss/collectdv5";
    }

    private static void compare(String name, String writer) throws Exception {
        Path directory = Files.createDirectory(HOST.shared().resolve(name));
        Files.writeString(directory.resolve("collectd.conf"), configuration(name, writer));
        String shared = TestbedHost.SHARED.resolve(name).toString();
        HOST.run(
                "docker",
                "run",
                "-d",
                "--name",
                name,
                "--pid=host",
                "--net=host",
                "-v",
                "/:/hostfs:ro",
                "-v",
                shared + ":" + shared,
                IMAGE,
                "collectd",
                "-f",
                "-C",
                shared + "/collectd.conf");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> RECEIVED.stream()
                                .filter(list -> list.id().withoutHost().equals("load/load"))
                                .count()
                        >= LEAST_SECONDS);
        HOST.run("docker", "stop", "-t", "20", name);

        Map<String, String> written = written(directory.resolve("csv/vm one"));
        assertThat(written).hasSizeGreaterThan(LEAST_SECONDS * 40);
        assertThat(written.keySet().stream()
                        .map(key -> key.replaceAll("[-/].*", ""))
                        .distinct())
                .contains("cpu", "df", "disk", "interface", "load", "memory", "processes", "swap", "uptime", "users");
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        received(written.keySet()).keySet())
                .containsExactlyElementsOf(written.keySet()));
        assertThat(received(written.keySet())).isEqualTo(written);
        assertThat(RECEIVED).allSatisfy(list -> {
            assertThat(list.interval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(list.id().host()).isEqualTo("vm one");
        });
    }

    private static String configuration(String name, String writer) {
        return """
                Hostname "vm one"
                Interval 1
                TypesDB "/usr/share/collectd/types.db"
                LoadPlugin csv
                <Plugin csv>
                  DataDir "%s/%s/csv"
                  StoreRates false
                </Plugin>
                """.formatted(TestbedHost.SHARED, name)
                + writer
                + Stream.of("cpu", "df", "disk", "interface", "load", "memory", "processes", "swap", "uptime", "users")
                        .map(plugin -> "LoadPlugin " + plugin + "\n")
                        .collect(Collectors.joining());
    }

    /** Reads {@code cpu-0/cpu-idle-2026-11-22} and its like: {@code 1795385373.175,12345} a line, below a title. */
    private static Map<String, String> written(Path directory) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String id = directory.relativize(file).toString().replaceAll("-\\d{4}-\\d\\d-\\d\\d$", "");
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> line.split(",", 2))
                        .forEach(parts -> values.put(id + " " + parts[0], normal(parts[1])));
            }
        }
        return values;
    }

    private static String normal(String values) {
        return Stream.of(values.split(",", -1)).map(CollectdIT::number).collect(Collectors.joining(","));
    }

    private static Map<String, String> received(Set<String> written) {
        return RECEIVED.stream()
                .collect(Collectors.toMap(
                        list -> key(list, written),
                        list -> list.values().stream()
                                .map(value -> value instanceof Long ? value.toString() : gauge(value.doubleValue()))
                                .collect(Collectors.joining(",")),
                        (first, second) -> first + " and " + second,
                        TreeMap::new));
    }

    /** Counts are compared to the last digit. */
    private static String number(String written) {
        return written.matches("-?\\d{1,20}")
                ? written
                : gauge(Double.parseDouble(written.replaceAll("(?i)-?nan", "NaN")));
    }

    /** Gauges are compared to the digits that the csv plugin writes. */
    private static String gauge(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : new BigDecimal(value)
                        .setScale(DIGITS_OF_CSV, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /**
     * Finds what was written of this. The csv plugin rounds to milliseconds what it made a double of before, and a
     * double tells such times apart by a quarter of a microsecond only: near the middle of two milliseconds either is right.
     */
    private static String key(ValueList list, Set<String> written) {
        return Stream.of(list.time().minus(HALF_MICROSECOND), list.time().plus(HALF_MICROSECOND))
                .map(time -> list.id().withoutHost() + " " + milliseconds(time))
                .reduce((first, second) -> written.contains(first) ? first : second)
                .orElseThrow();
    }

    private static String milliseconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
    }

    @Configuration(proxyBeanMethods = false)
    static class Recorder {
        @Bean
        ValueSink recorder() {
            return reading -> {
                if (reading.origin() == Origin.RECEIVED) {
                    RECEIVED.add(reading.values());
                }
            };
        }
    }
}
