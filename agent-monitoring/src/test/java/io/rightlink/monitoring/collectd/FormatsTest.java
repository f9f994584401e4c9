package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same values, in each format. */
class FormatsTest {

    private static final DataSource FROM_0 = new DataSource("value", DataSourceType.GAUGE, 0, Double.POSITIVE_INFINITY);

    private static final List<ValueList> LISTS = List.of(
            list("h/load/load", gauges("shortterm", "midterm", "longterm"), List.of(8.80419921875, 0.1, 1e-300)),
            list("vm one/df-var lib/df_complex-free", List.of(FROM_0), List.of(Double.NaN)),
            list("h/interface-lo/if_octets", derives("rx", "tx"), List.of(Long.MAX_VALUE, 0L)),
            list("h/a-b-c/counter-\"x\\y\"", List.of(new DataSource("value", DataSourceType.COUNTER)), List.of(-1L)),
            list(
                    "h/a/absolute-é",
                    List.of(new DataSource("value", DataSourceType.ABSOLUTE, 0, Double.POSITIVE_INFINITY)),
                    List.of(Long.MIN_VALUE)),
            list(
                    "h/a/gauge",
                    List.of(new DataSource("value", DataSourceType.GAUGE)),
                    List.of(Double.NEGATIVE_INFINITY)),
            list("h/a/nobodys-x", List.of(new DataSource("value", DataSourceType.GAUGE)), List.of(-0.5)),
            list(
                    "h/a/nobodys",
                    List.of(
                            new DataSource("value0", DataSourceType.GAUGE),
                            new DataSource("value1", DataSourceType.GAUGE)),
                    List.of(1.0, 123_456_789_012_345.0)));

    @TempDir
    Path home;

    private Path authFile;

    private final Desk desk = new Desk();

    @BeforeEach
    void writePasswords() throws Exception {
        authFile = Files.writeString(home.resolve("passwd"), "other: x\nagent: s3 cret\n\nnonsense\n");
    }

    @Test
    void readsThePlainText() throws Exception {
        String text = LISTS.stream().map(FormatsTest::putval).collect(Collectors.joining("\r\n", "", "\r\n"));

        assertThat(desk.post(Dialect.V5, text)).isEqualTo(LISTS);
    }

    @Test
    void readsTheJson() throws Exception {
        String text = LISTS.stream().map(FormatsTest::json).collect(Collectors.joining(",", "[", "]"));

        assertThat(desk.post(Dialect.V5, text)).isEqualTo(LISTS);
    }

    @Test
    void readsThePackets() {
        assertThat(desk.send(packet().plain())).isEqualTo(LISTS);
    }

    @Test
    void readsSignedPackets() throws Exception {
        assertThat(desk.send(SecurityLevel.SIGN, Optional.of(authFile), packet().signed("agent", "s3 cret")))
                .isEqualTo(LISTS);
    }

    @Test
    void readsEncryptedPackets() throws Exception {
        byte[] packet = packet().encrypted("agent", "s3 cret");

        assertThat(desk.send(SecurityLevel.ENCRYPT, Optional.of(authFile), packet))
                .isEqualTo(LISTS);
        assertThat(desk.send(SecurityLevel.SIGN, Optional.of(authFile), packet)).isEqualTo(LISTS);
        assertThat(desk.refused()).isZero();
    }

    private static PacketWriter packet() {
        PacketWriter packet = new PacketWriter();
        LISTS.forEach(packet::list);
        return packet;
    }

    private static String putval(ValueList list) {
        String id = list.id().toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return "PUTVAL \"" + id + "\" interval=10.000 1795344592.500"
                + IntStream.range(0, list.values().size())
                        .mapToObj(i -> ":" + text(list, i, "U"))
                        .collect(Collectors.joining());
    }

    private static String json(ValueList list) {
        return "{\"values\":["
                + IntStream.range(0, list.values().size())
                        .mapToObj(i -> text(list, i, "null").replace("-Infinity", "\"-inf\""))
                        .collect(Collectors.joining(","))
                + "],\"dstypes\":"
                + strings(list.sources().stream()
                        .map(source -> source.type().label())
                        .toList()) + ",\"dsnames\":"
                + strings(list.sources().stream().map(DataSource::name).toList())
                + ",\"time\":1795344592.500,\"interval\":10.000,\"meta\":{\"a\":[1,{\"b\":2}],\"c\":true},\"host\":\""
                + list.id().host()
                + "\",\"plugin\":\"" + list.id().plugin() + "\",\"plugin_instance\":\""
                + list.id().pluginInstance() + "\",\"type\":\"" + list.id().type() + "\",\"type_instance\":\""
                + list.id().typeInstance().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    private static String text(ValueList list, int i, String undefined) {
        Number value = list.values().get(i);
        boolean unsigned = list.sources().get(i).type() == DataSourceType.COUNTER
                || list.sources().get(i).type() == DataSourceType.ABSOLUTE;
        return Double.isNaN(value.doubleValue())
                ? undefined
                : unsigned
                        ? Long.toUnsignedString(value.longValue())
                        : value.toString().replace("-Infinity", undefined.equals("U") ? "-inf" : "-Infinity");
    }

    private static String strings(List<String> texts) {
        return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static ValueList list(String id, List<DataSource> sources, List<Number> values) {
        Instant time = Instant.ofEpochSecond(1_795_344_592, 500_000_000);
        return new ValueList(Identifier.parse(id), time, Duration.ofSeconds(10), sources, values);
    }

    private static List<DataSource> gauges(String... names) {
        return List.of(names).stream()
                .map(name -> new DataSource(name, DataSourceType.GAUGE, 0, 5_000))
                .toList();
    }

    private static List<DataSource> derives(String... names) {
        return List.of(names).stream()
                .map(name -> new DataSource(name, DataSourceType.DERIVE, 0, Double.POSITIVE_INFINITY))
                .toList();
    }
}
