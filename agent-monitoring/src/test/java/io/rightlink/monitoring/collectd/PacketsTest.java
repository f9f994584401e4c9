package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.collectd.Refused.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketsTest {

    private static final long SEED = 20_261_122;

    @TempDir
    Path home;

    private Path authFile;
    private final Desk desk = new Desk();

    @BeforeEach
    void writePasswords() throws Exception {
        authFile = Files.writeString(home.resolve("passwd"), "agent: s3cret\n");
    }

    @Test
    void refusesWhatIsNotAsSecureAsIsDemanded() throws Exception {
        assertThat(send(SecurityLevel.SIGN, packet().plain())).isZero();
        assertThat(send(SecurityLevel.ENCRYPT, packet().plain())).isZero();
        assertThat(send(SecurityLevel.ENCRYPT, packet().signed("agent", "s3cret")))
                .isZero();
        assertThat(desk.refused(Reason.NOT_SECURE)).isEqualTo(3);

        assertThat(send(SecurityLevel.NONE, packet().signed("agent", "wrong"))).isZero();
        assertThat(send(SecurityLevel.SIGN, packet().signed("agent", "wrong"))).isZero();
        assertThat(send(SecurityLevel.NONE, packet().encrypted("agent", "wrong")))
                .isZero();
        assertThat(desk.refused(Reason.WRONG_SIGNATURE)).isEqualTo(3);

        assertThat(send(SecurityLevel.SIGN, packet().signed("nobody", "s3cret")))
                .isZero();
        assertThat(send(SecurityLevel.ENCRYPT, packet().encrypted("nobody", "s3cret")))
                .isZero();
        assertThat(desk.refused(Reason.UNKNOWN_USER)).isEqualTo(2);

        assertThat(desk.refused()).isEqualTo(8);
    }

    @Test
    void refusesASignedPacketOfWhichAnyBitIsOther() throws Exception {
        byte[] packet = packet().signed("agent", "s3cret");
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            packet[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(send(SecurityLevel.SIGN, packet)).as("bit " + bit).isZero();
            packet[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(send(SecurityLevel.SIGN, packet)).isEqualTo(1);
    }

    @Test
    void knowsANewPasswordWhenTheFileHasChanged() throws Exception {
        PacketSecurity security = new PacketSecurity(Optional.of(authFile), () -> desk.nanoTime);
        Packets packets = new Packets(desk.types(), security, SecurityLevel.SIGN);
        byte[] other = packet().signed("agent", "other than that");
        packets.read(other, other.length, new Reception(desk.inbox));
        assertThat(desk.lists).isEmpty();

        Files.writeString(authFile, "agent: other than that\n");
        desk.nanoTime += 1_000_000_000L;
        packets.read(other, other.length, new Reception(desk.inbox));

        assertThat(desk.lists).hasSize(1);
    }

    @Test
    void takesWhatCameBeforeSomethingMalformed() {
        byte[] whole = packet().plain();
        byte[] packet = Arrays.copyOf(whole, 2 * whole.length - 1);
        System.arraycopy(whole, 0, packet, whole.length, whole.length - 1);

        assertThat(desk.send(packet)).hasSize(1);
        assertThat(desk.refused(Reason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void readsTimesInSecondsAndPassesOverPartsThatItDoesNotKnow() {
        byte[] packet = new PacketWriter()
                .number(1, 100)
                .number(7, 20)
                .part(0x4711, (byte) 1, (byte) 2)
                .text(0, "h")
                .text(2, "a")
                .text(4, "gauge")
                .part(
                        6,
                        (byte) 0,
                        (byte) 1,
                        (byte) 1,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0xf0,
                        (byte) 0x3f)
                .plain();

        assertThat(desk.send(packet)).singleElement().satisfies(list -> {
            assertThat(list.time()).isEqualTo(Instant.ofEpochSecond(100));
            assertThat(list.interval()).hasSeconds(20);
            assertThat(list.values().getFirst()).isEqualTo(1.0);
        });
    }

    @Test
    void readsTheResolutionOfTwoToTheMinusThirty() {
        byte[] packet = packet().plain();

        assertThat(desk.send(packet)).singleElement().satisfies(list -> {
            assertThat(list.time()).isEqualTo(Instant.ofEpochSecond(5, 1));
            assertThat(list.interval()).hasMillis(20_500);
        });
    }

    @Test
    void livesOnWhateverComes() throws Exception {
        int rounds = Boolean.getBoolean("torture") ? 3_000_000 : 30_000;
        System.out.println("seed " + SEED + ", " + rounds + " rounds");
        Random random = new Random(SEED);
        byte[][] good = {
            Desk.captured("values.bin"),
            Desk.captured("notification.bin"),
            packet().signed("agent", "s3cret"),
            packet().encrypted("agent", "s3cret"),
            new byte[300]
        };
        Packets packets = new Packets(
                desk.types(), new PacketSecurity(Optional.of(authFile), () -> desk.nanoTime), SecurityLevel.NONE);
        for (int i = 0; i < rounds; i++) {
            byte[] packet = good[random.nextInt(good.length)].clone();
            for (int changes = random.nextInt(8); changes >= 0; changes--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            desk.nanoTime += 1_000_000;
            packets.read(packet, random.nextInt(packet.length + 1), new Reception(desk.inbox));
            desk.lists.clear();
            desk.notifications.clear();
        }
        assertThat(desk.refused(Reason.MALFORMED)).isGreaterThan(100);
        assertThat(desk.refused(Reason.FAILED)).isZero();
    }

    private int send(SecurityLevel level, byte[] packet) {
        return desk.send(level, Optional.of(authFile), packet).size();
    }

    /** A value at 5 seconds and 2⁻³⁰. */
    private static PacketWriter packet() {
        return new PacketWriter()
                .text(0, "h")
                .number(8, (5L << 30) + 1)
                .number(9, (20L << 30) + (1L << 29))
                .text(2, "a")
                .text(4, "derive")
                .part(
                        6, (byte) 0, (byte) 1, (byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0,
                        (byte) 0, (byte) 7);
    }
}
