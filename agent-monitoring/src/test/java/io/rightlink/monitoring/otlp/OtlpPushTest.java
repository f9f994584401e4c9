package io.rightlink.monitoring.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.rightlink.core.host.HostDescription;
import io.rightlink.core.host.HostDescription.Agent;
import io.rightlink.monitoring.otlp.Receiver.Push;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is measured, as a receiver gets it. */
@ExtendWith(OutputCaptureExtension.class)
class OtlpPushTest {

    private static final Instant AT = Instant.ofEpochSecond(1_795_352_000);
    private static final String HOST = "{host.name=h1,os.type=linux,service.name=rightlink";
    private static final String ID = "6d25".repeat(16);

    @TempDir
    private Path directory;

    private final Receiver receiver = new Receiver();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void callsTheHostsMetricsAsOpenTelemetryDoes() {
        SampleTable table = new SampleTable();
        counter(table, "node_cpu_seconds_total", 5, "cpu", "1", "mode", "user");
        counter(table, "node_cpu_seconds_total", 2, "cpu", "1", "mode", "irq");
        counter(table, "node_cpu_seconds_total", 3, "cpu", "1", "mode", "softirq");
        gauge(table, "node_memory_MemTotal_bytes", 100);
        gauge(table, "node_memory_MemAvailable_bytes", 70);
        gauge(table, "node_boot_time_seconds", 1_795_351_940);
        gauge(table, "node_vmstat_pgfault", 10);
        gauge(table, "node_vmstat_pgmajfault", 4);
        counter(table, "node_disk_read_bytes_total", 512, "device", "vda");
        counter(table, "node_network_transmit_bytes_total", 7, "device", "eth0");

        Map<String, Double> values = pushed(table).values();

        assertThat(values)
                .containsEntry("system.cpu.time{cpu.logical_number=#1,cpu.mode=user," + HOST.substring(1) + "}", 5.0)
                .containsEntry(
                        "system.cpu.time{cpu.logical_number=#1,cpu.mode=interrupt," + HOST.substring(1) + "}", 5.0)
                .containsEntry("system.memory.usage" + HOST + ",system.memory.state=used}", 30.0)
                .containsEntry("system.memory.limit" + HOST + "}", 100.0)
                .containsEntry("system.uptime" + HOST + "}", 60.0)
                .containsEntry("system.paging.faults" + HOST + ",system.paging.fault.type=minor}", 6.0)
                .containsEntry(
                        "system.disk.io{disk.io.direction=read," + HOST.substring(1) + ",system.device=vda}", 512.0)
                .containsEntry(
                        "system.network.io{host.name=h1,network.interface.name=eth0,network.io.direction=transmit,"
                                + "os.type=linux,service.name=rightlink}",
                        7.0)
                .doesNotContainKey("system.memory.usage" + HOST + ",system.memory.state=free}");
    }

    @Test
    void tellsCountersThatBeganWhenTheHostWasBootedFromGauges() {
        SampleTable table = table("node_forks_total", 5);
        gauge(table, "node_boot_time_seconds", 1_795_000_000);
        gauge(table, "node_load1", 0.5);

        Push push = pushed(table);

        assertThat(push.metric("system.process.created").getSum()).satisfies(sum -> {
            assertThat(sum.getIsMonotonic()).isTrue();
            assertThat(sum.getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            assertThat(sum.getDataPoints(0).getStartTimeUnixNano()).isEqualTo(1_795_000_000_000_000_000L);
            assertThat(sum.getDataPoints(0).getTimeUnixNano()).isEqualTo(1_795_352_000_000_000_000L);
        });
        assertThat(push.metric("system.cpu.load_average.1m")
                        .getGauge()
                        .getDataPoints(0)
                        .getAsDouble())
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void givesEachContainerAResourceOfItsOwn() {
        SampleTable table = new SampleTable();
        String[] container = {"id", "/docker/" + ID, "name", "web", "image", "nginx:1"};
        counter(table, "container_cpu_user_seconds_total", 3, container);
        gauge(table, "container_memory_usage_bytes", 9, container);

        assertThat(pushed(table).values())
                .containsOnly(
                        Map.entry(
                                "container.cpu.time{container.id=" + ID
                                        + ",container.image.name=nginx:1,container.name=web,cpu.mode=user,"
                                        + HOST.substring(1) + "}",
                                3.0),
                        Map.entry(
                                "container.memory.usage{container.id=" + ID
                                        + ",container.image.name=nginx:1,container.name=web," + HOST.substring(1) + "}",
                                9.0));
    }

    @Test
    void tellsTheRootsPartOfAFileSystem() {
        String[] root = {"device", "/dev/vda", "fstype", "ext4", "mountpoint", "/"};
        SampleTable table = new SampleTable();
        gauge(table, "node_filesystem_size_bytes", 100, root);
        gauge(table, "node_filesystem_free_bytes", 40, root);
        gauge(table, "node_filesystem_avail_bytes", 35, root);

        String state = "system.filesystem.usage" + HOST
                + ",system.device=/dev/vda,system.filesystem.mountpoint=/,system.filesystem.state=%s,system.filesystem.type=ext4}";
        assertThat(pushed(table).values())
                .containsEntry(state.formatted("used"), 60.0)
                .containsEntry(state.formatted("free"), 35.0)
                .containsEntry(state.formatted("reserved"), 5.0);
    }

    @Test
    void pushesOncePerInterval() {
        OtlpPush push = push(null);

        push.take(AT, table("node_load1", 1));
        Awaitility.await().until(() -> receiver.pushes().size() == 1);
        push.take(AT.plusSeconds(10), table("node_load1", 2));
        push.take(AT.plusSeconds(60), table("node_load1", 3));

        Awaitility.await().until(() -> delivered() == 2);
        assertThat(receiver.pushes().getLast().values()).containsValue(3.0);
    }

    @Test
    void pushesNothingWhereNothingIsMeasured() {
        OtlpPush push = push(null);

        push.take(AT, new SampleTable());
        push.take(AT.plusSeconds(60), table("node_load1", 1));

        Awaitility.await().until(() -> delivered() == 1);
        assertThat(receiver.pushes()).hasSize(1);
    }

    @Test
    void neverHoldsUpATick() {
        CountDownLatch stuck = new CountDownLatch(1);
        receiver.answer(() -> {
            Awaitility.await().until(() -> stuck.getCount() == 0);
            return 200;
        });
        OtlpPush push = push(null);

        push.take(AT, table("node_load1", 1));
        push.take(AT.plusSeconds(60), table("node_load1", 2));
        stuck.countDown();

        Awaitility.await().until(() -> delivered() == 1);
        assertThat(receiver.pushes()).hasSize(1);
    }

    @Test
    void authenticatesWithoutTellingAnyone(CapturedOutput output) throws IOException {
        Path headers = directory.resolve("headers");
        Files.writeString(headers, "# the collector's\nAuthorization: Bearer s3cret\n");

        push(headers).take(AT, table("node_load1", 1));

        Awaitility.await().until(() -> receiver.pushes().size() == 1);
        assertThat(receiver.pushes().getFirst().headers().get("Authorization")).containsExactly("Bearer s3cret");
        assertThat(output).doesNotContain("s3cret");
    }

    @Test
    void complainsOnceAndWithoutTheSecretOfAFileThatIsGarbled(CapturedOutput output) throws IOException {
        Path headers = directory.resolve("headers");
        Files.writeString(headers, "Authorization Bearer s3cret\n");
        OtlpPush push = push(headers);

        push.take(AT, table("node_load1", 1));
        Awaitility.await().until(() -> failed() == 1);
        push.take(AT.plusSeconds(60), table("node_load1", 1));
        Awaitility.await().until(() -> failed() == 2);

        assertThat(receiver.pushes()).isEmpty();
        assertThat(output).containsOnlyOnce("line 1 of " + headers).doesNotContain("s3cret");
    }

    @Test
    void countsAndTellsOfAReceiverThatRefusesAndOfItsReturn(CapturedOutput output) {
        receiver.answer(() -> 302);
        OtlpPush push = push(null);
        push.take(AT, table("node_load1", 1));
        Awaitility.await().until(() -> failed() == 1);
        assertThat(receiver.asked()).as("requests, none of them redirected").isEqualTo(1);

        receiver.answer(() -> 200);
        Awaitility.await().untilAsserted(() -> {
            push.take(AT.plusSeconds(60 + 60 * receiver.pushes().size()), table("node_load1", 2));
            assertThat(delivered()).isPositive();
        });

        assertThat(output)
                .containsOnlyOnce("it answered 302; 1 pushes failed so far")
                .contains("Pushing metrics to " + receiver.url() + " again");
    }

    @Test
    void pushesWithoutTheNameOfAHostThatCannotBeRead() {
        OtlpResource nameless = new OtlpResource(() -> {
            throw new UncheckedIOException(new IOException("Input/output error"));
        });

        assertThat(nameless.attributes()).containsOnlyKeys("service.name", "os.type");
    }

    private Push pushed(SampleTable table) {
        push(null).take(AT, table);
        Awaitility.await().until(() -> receiver.pushes().size() == 1);
        return receiver.pushes().getFirst();
    }

    private OtlpPush push(@Nullable Path headers) {
        OtlpSettings settings =
                new OtlpSettings(receiver.url(), headers, Duration.ofSeconds(60), Duration.ofSeconds(5));
        OtlpSender sender = new OtlpSender(settings, Clock.systemUTC());
        sender.bindTo(meters);
        return new OtlpPush(settings, new OtlpTable(new OtlpResource(OtlpPushTest::host)), sender);
    }

    private double delivered() {
        return pushes("delivered");
    }

    private double failed() {
        return pushes("failed");
    }

    private double pushes(String outcome) {
        return meters.get("rightlink.otlp.pushes")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private static HostDescription host() {
        return new HostDescription(
                Optional.of("h1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Agent("1.2.3", AT, "host"),
                Optional.empty());
    }

    private static SampleTable table(String family, double value) {
        SampleTable table = new SampleTable();
        gauge(table, family, value);
        return table;
    }

    private static void counter(SampleTable table, String family, double value, String... labels) {
        table.add(MetricFamily.counter(family, "Counts."), Labels.of(labels), value);
    }

    private static void gauge(SampleTable table, String family, double value, String... labels) {
        table.add(MetricFamily.gauge(family, "Is."), Labels.of(labels), value);
    }
}
