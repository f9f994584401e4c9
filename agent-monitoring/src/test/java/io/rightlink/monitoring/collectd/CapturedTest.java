package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Debian's collectd 5.12 sent, byte for byte. */
class CapturedTest {

    private static final Instant TIME = Instant.parse("2026-11-22T22:09:33.175Z");

    private final Desk desk = new Desk();

    @Test
    void readsPlainText() throws Exception {
        List<ValueList> lists = desk.post(Dialect.V5, Desk.captured("values.txt"));

        assertThat(lists)
                .hasSameSizeAs(new String(Desk.captured("values.txt"), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
        assertThat(lists.getFirst().id()).isEqualTo(Identifier.parse("vm one/df-root/df_complex-free"));
        assertThat(lists.getFirst().time()).isEqualTo(TIME.plusMillis(1));
        assertThat(lists.getFirst().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(lists.getFirst().values()).isEqualTo(List.of(76_584_124_416.0));
        assertThat(desk.refused()).isZero();
    }

    @Test
    void readsJson() throws Exception {
        List<ValueList> lists = desk.post(Dialect.V5, Desk.captured("values.json"));

        assertThat(lists).hasSizeGreaterThan(10);
        assertThat(lists.getFirst().id()).isEqualTo(Identifier.parse("vm one/load/load"));
        assertThat(lists.getFirst().time()).isEqualTo(TIME);
        assertThat(lists.getFirst().values()).isEqualTo(List.of(8.80419921875, 3.6484375, 2.43798828125));
        assertThat(lists.getFirst().sources()).isEqualTo(desk.types().of("load", 3));
        assertThat(desk.refused()).isZero();
    }

    @Test
    void readsPackets() throws Exception {
        List<ValueList> lists = desk.send(Desk.captured("values.bin"));

        assertThat(lists).hasSizeGreaterThan(10).allSatisfy(list -> {
            assertThat(list.id().host()).isEqualTo("vm one");
            assertThat(list.interval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(list.time()).isBetween(TIME.minusMillis(1), TIME.plusMillis(100));
        });
        assertThat(desk.refused()).isZero();
    }

    @Test
    void readsTheSameNotificationInJsonAndInAPacket() throws Exception {
        desk.post(Dialect.V5, Desk.captured("notification.json"));
        desk.send(Desk.captured("notification.bin"));

        assertThat(desk.notifications)
                .hasSize(2)
                .first()
                .isEqualTo(new Notification(
                        "failure",
                        Instant.parse("2026-11-22T22:09:33.175384252Z"),
                        "vm one",
                        "load",
                        "",
                        "load",
                        "",
                        "Host vm one, plugin load type load: Data source \"shortterm\" is currently 8.804199."
                                + " That is above the failure threshold of 0.000200."));
        assertThat(desk.notifications.getLast())
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Duration.between(a, b).abs().toNanos() <= 1, Instant.class)
                .isEqualTo(desk.notifications.getFirst());
    }
}
