package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the parts of a packet have said so far, which holds for the values behind them. For one thread. */
final class PacketState {

    private static final int NUMBER = 8;
    private static final int VALUE = 9;

    /** Times of high resolution are in units of 2⁻³⁰ seconds. */
    private static final int SECOND_BITS = 30;

    private static final long FRACTION = (1L << SECOND_BITS) - 1;
    private static final long NANOSECONDS = 1_000_000_000;

    private static final List<DataSourceType> KINDS =
            List.of(DataSourceType.COUNTER, DataSourceType.GAUGE, DataSourceType.DERIVE, DataSourceType.ABSOLUTE);
    private static final List<String> SEVERITIES = List.of("failure", "warning", "", "okay");

    private final Types types;
    private String host = "";
    private String plugin = "";
    private String pluginInstance = "";
    private String type = "";
    private String typeInstance = "";
    private Instant time = Instant.EPOCH;
    private Duration interval = PlainText.INTERVAL;
    private long severity;

    PacketState(Types types) {
        this.types = types;
    }

    /** Reads a part without its header; one of a kind that isn't known is passed over. */
    void read(int kind, ByteBuffer part, Reception into) throws Refused {
        switch (kind) {
            case 0 -> host = text(part);
            case 1 -> time = Written.instant(number(part), 0);
            case 2 -> plugin = text(part);
            case 3 -> pluginInstance = text(part);
            case 4 -> type = text(part);
            case 5 -> typeInstance = text(part);
            case 6 -> take(part, into);
            case 7 -> interval = interval(Written.instant(number(part), 0));
            case 8 -> time = highResolution(number(part));
            case 9 -> interval = interval(highResolution(number(part)));
            case 0x100 -> notify(text(part), into);
            case 0x101 -> severity = number(part);
            default -> {}
        }
    }

    /** Values that can't be taken leave the parts behind them as they are. */
    private void take(ByteBuffer part, Reception into) throws Refused {
        int count = part.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(part.getShort());
        if (count < 1 || part.remaining() != count * VALUE) {
            throw malformed("a part of values that isn't as long as it says");
        }
        into.pay(count);
        try {
            into.take(values(part, count));
        } catch (Refused e) {
            into.refuse(e);
        } catch (IllegalArgumentException e) {
            into.refuse(malformed(String.valueOf(e.getMessage())));
        }
    }

    private ValueList values(ByteBuffer part, int count) throws Refused {
        Identifier id = new Identifier(host, plugin, pluginInstance, type, typeInstance);
        List<DataSourceType> kinds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int kind = part.get();
            if (kind < 0 || kind >= KINDS.size()) {
                throw malformed("no kind of value: " + kind);
            }
            kinds.add(KINDS.get(kind));
        }
        List<DataSource> sources = types.of(type, kinds);
        List<Number> values = new ArrayList<>(count);
        for (DataSource source : sources) {
            values.add(
                    source.type() == DataSourceType.GAUGE ? (Number) littleEndian(part) : Long.valueOf(part.getLong()));
        }
        return new ValueList(id, time, interval, sources, values);
    }

    private static Double littleEndian(ByteBuffer part) {
        double value = part.order(ByteOrder.LITTLE_ENDIAN).getDouble();
        part.order(ByteOrder.BIG_ENDIAN);
        return value;
    }

    private void notify(String message, Reception into) {
        try {
            String word = severity < 1 || severity > SEVERITIES.size() ? "" : SEVERITIES.get((int) severity - 1);
            into.take(new Notification(word, time, host, plugin, pluginInstance, type, typeInstance, message));
        } catch (IllegalArgumentException e) {
            into.refuse(malformed(String.valueOf(e.getMessage())));
        }
    }

    private static Instant highResolution(long units) throws Refused {
        long nanoseconds = ((units & FRACTION) * NANOSECONDS + (1L << (SECOND_BITS - 1))) >>> SECOND_BITS;
        return Written.instant(units >>> SECOND_BITS, nanoseconds);
    }

    private static Duration interval(Instant end) throws Refused {
        return Written.interval(Duration.between(Instant.EPOCH, end));
    }

    private static long number(ByteBuffer part) throws Refused {
        if (part.remaining() != NUMBER) {
            throw malformed("a number of " + part.remaining() + " bytes");
        }
        return part.getLong();
    }

    private static String text(ByteBuffer part) throws Refused {
        int length = part.remaining() - 1;
        if (length < 0 || part.get(length) != 0) {
            throw malformed("a text without its end");
        }
        byte[] bytes = new byte[length];
        part.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Refused malformed(String message) {
        return new Refused(Reason.MALFORMED, message);
    }
}
