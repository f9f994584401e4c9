package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PacketReceiverTest {

    private final Desk desk = new Desk();

    @Test
    void saysThatThePortIsInUseAndReceivesOnceItIsFree() throws Exception {
        try (DatagramSocket sender = new DatagramSocket()) {
            DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            int port = other.getLocalPort();
            PacketReceiver receiver = receiver(port);
            CollectdHealthIndicator health = new CollectdHealthIndicator(Optional.of(receiver));
            receiver.start();
            try {
                Awaitility.await().until(() -> receiver.failure().orElse("").contains("in use"));
                assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

                other.close();
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> receiver.failure()
                        .isEmpty());
                assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                byte[] packet = Desk.captured("values.bin");
                sender.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
                Awaitility.await().until(() -> desk.lists.size() > 10);
            } finally {
                receiver.stop();
            }
            assertThat(receiver.isRunning()).isFalse();
            new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
        }
    }

    private PacketReceiver receiver(int port) {
        Packets packets =
                new Packets(desk.types(), new PacketSecurity(Optional.empty(), System::nanoTime), SecurityLevel.NONE);
        return new PacketReceiver(UdpAddress.valueOf("127.0.0.1:" + port), packets, desk.inbox);
    }
}
