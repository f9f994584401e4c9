package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import io.rightlink.monitoring.testing.Shown;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivedSamplerTest {

    private static final long SEED = 20_261_122;

    private final Desk desk = new Desk();

    @Test
    void showsCountsAndGaugesAndNothingThatIsUndefined() throws Exception {
        desk.post(Dialect.V5, """
                PUTVAL h/interface-lo/if_octets N:1:2
                PUTVAL h/load/load N:0.5:U:3
                PUTVAL h/a/counter N:18446744073709551615
                """);

        assertThat(Shown.by(new ReceivedSampler(desk)).values())
                .containsOnlyKeys(
                        "collectd_interface_if_octets_rx_total{instance=\"h\",interface=\"lo\"}",
                        "collectd_interface_if_octets_tx_total{instance=\"h\",interface=\"lo\"}",
                        "collectd_load_shortterm{instance=\"h\"}",
                        "collectd_load_longterm{instance=\"h\"}",
                        "collectd_a_counter_total{instance=\"h\"}")
                .containsEntry("collectd_a_counter_total{instance=\"h\"}", 0x1p64)
                .containsEntry("collectd_load_longterm{instance=\"h\"}", 3.0);
    }

    @Test
    void showsTheFirstOfThoseThatCollideAndCountsTheOthers() throws Exception {
        desk.post(Dialect.V5, """
                PUTVAL h/a-x/b N:1
                PUTVAL h/a/b-x N:2
                PUTVAL h/a_counter/gauge N:3
                PUTVAL h/a/counter_gauge N:4
                PUTVAL h/__a/b-x N:5
                PUTVAL h/a/b_total N:6
                """);

        Shown shown = Shown.by(new ReceivedSampler(desk));

        assertThat(shown.values())
                .containsValues(1.0, 3.0)
                .doesNotContainValue(2.0)
                .doesNotContainValue(4.0);
        assertThat(shown.unreadable()).singleElement().asString().contains("Cannot show 4 received values");
    }

    @Test
    void leavesOutADeriveBelow0() throws Exception {
        desk.post(Dialect.V5, """
                PUTVAL h/a/derive-below N:-5
                PUTVAL h/a/derive-above N:5
                PUTVAL h/a/gauge-below N:-5
                """);

        Shown shown = Shown.by(new ReceivedSampler(desk));

        assertThat(shown.values())
                .containsOnlyKeys(
                        "collectd_a_derive_total{a=\"above\",instance=\"h\"}",
                        "collectd_a_gauge{a=\"below\",instance=\"h\"}");
        assertThat(shown.unreadable()).singleElement().asString().contains("1 received values", "h/a/derive-below");
    }

    @Test
    void neverSpoilsAScrape(@TempDir Path state) throws Exception {
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        int port;
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        try (ScrapedAgent agent = ScrapedAgent.start(
                        RecordedHost.V1.directory(),
                        state,
                        List::of,
                        "--rightlink.monitoring.collectd.listen=127.0.0.1:" + port);
                DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 1_000; i++) {
                byte[] packet = new PacketWriter()
                        .text(0, "h")
                        .number(1, 1_795_352_000L + i)
                        .text(2, word(random, 1))
                        .text(3, word(random, 0))
                        .text(4, word(random, 1))
                        .text(5, word(random, 0))
                        .part(
                                6,
                                (byte) 0,
                                (byte) 1,
                                (byte) random.nextInt(4),
                                (byte) (random.nextInt(10) == 0 ? 0xff : 0),
                                (byte) 0,
                                (byte) 0,
                                (byte) 0,
                                (byte) 0,
                                (byte) 0,
                                (byte) 0,
                                (byte) 1)
                        .plain();
                socket.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
            }
            Awaitility.await().untilAsserted(() -> assertThat(agent.scrape()).contains("\ncollectd_"));
            assertThat(agent.scrape())
                    .contains("node_load1 ")
                    .contains("node_scrape_collector_success{collector=\"collectd\"}");
            assertThat(agent.scrape()
                            .lines()
                            .filter(line -> line.startsWith("collectd_"))
                            .count())
                    .isGreaterThan(100);
        }
    }

    /** Short words of few letters, which collide, and ends and beginnings that Prometheus keeps for itself. */
    private static String word(Random random, int least) {
        String[] parts = {
            "a",
            "_",
            "__",
            "total",
            "_total",
            "_info",
            "_bucket",
            "_created",
            "1",
            "é",
            ".",
            " ",
            "type",
            "instance",
            "\"",
            "\\",
            "le",
            "_sum",
            "_count"
        };
        StringBuilder word = new StringBuilder();
        for (int i = least + random.nextInt(3); i > 0; i--) {
            word.append(parts[random.nextInt(parts.length)]);
        }
        return word.toString();
    }
}
