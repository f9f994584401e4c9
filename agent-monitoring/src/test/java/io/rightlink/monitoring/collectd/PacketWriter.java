package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.ValueList;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes packets as collectd's plugin network does. */
final class PacketWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PacketWriter text(int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return part(
                type,
                ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) 0).array());
    }

    PacketWriter number(int type, long number) {
        return part(type, ByteBuffer.allocate(8).putLong(number).array());
    }

    PacketWriter part(int type, byte... content) {
        out.writeBytes(ByteBuffer.allocate(4 + content.length)
                .putShort((short) type)
                .putShort((short) (4 + content.length))
                .put(content)
                .array());
        return this;
    }

    PacketWriter list(ValueList list) {
        return text(0, list.id().host())
                .number(8, highResolution(list.time()))
                .number(9, highResolution(Instant.EPOCH.plus(list.interval())))
                .text(2, list.id().plugin())
                .text(3, list.id().pluginInstance())
                .text(4, list.id().type())
                .text(5, list.id().typeInstance())
                .values(list);
    }

    PacketWriter values(ValueList list) {
        int count = list.values().size();
        ByteBuffer part = ByteBuffer.allocate(2 + 9 * count).putShort((short) count);
        for (DataSource source : list.sources()) {
            part.put((byte)
                    switch (source.type()) {
                        case COUNTER -> 0;
                        case GAUGE -> 1;
                        case DERIVE -> 2;
                        case ABSOLUTE -> 3;
                    });
        }
        for (int i = 0; i < count; i++) {
            boolean gauge = list.sources().get(i).type() == DataSourceType.GAUGE;
            part.order(gauge ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            part.putLong(
                    gauge
                            ? Double.doubleToRawLongBits(list.values().get(i).doubleValue())
                            : list.values().get(i).longValue());
        }
        return part(6, part.array());
    }

    byte[] plain() {
        return out.toByteArray();
    }

    byte[] signed(String user, String password) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(user.getBytes(StandardCharsets.UTF_8));
        byte[] signature = mac.doFinal(plain());
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        PacketWriter all = new PacketWriter()
                .part(
                        0x200,
                        ByteBuffer.allocate(32 + name.length)
                                .put(signature)
                                .put(name)
                                .array());
        all.out.writeBytes(plain());
        return all.plain();
    }

    byte[] encrypted(String user, String password) throws Exception {
        byte[] iv = new byte[16];
        iv[3] = 7;
        byte[] key = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/OFB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        byte[] first = cipher.update(MessageDigest.getInstance("SHA-1").digest(plain()));
        byte[] second = cipher.doFinal(plain());
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        return new PacketWriter()
                .part(
                        0x210,
                        ByteBuffer.allocate(2 + name.length + 16 + first.length + second.length)
                                .putShort((short) name.length)
                                .put(name)
                                .put(iv)
                                .put(first)
                                .put(second)
                                .array())
                .plain();
    }

    private static long highResolution(Instant time) {
        Duration since = Duration.between(Instant.EPOCH, time);
        return (since.toSeconds() << 30) + (((long) since.toNanosPart() << 30) + 500_000_000) / 1_000_000_000;
    }
}
