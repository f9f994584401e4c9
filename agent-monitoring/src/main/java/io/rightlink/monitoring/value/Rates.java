package io.rightlink.monitoring.value;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rates of values, as collectd's own cache does. Stateless. */
final class Rates {

    private static final double NANOSECONDS = 1e9;
    private static final long MOST_OF_32_BITS = 0xffff_ffffL;

    private Rates() {}

    /** Returns the rates of {@code now}, which come after {@code before}, if any are known. */
    static List<Double> of(@Nullable ValueList before, ValueList now) {
        ValueList last = before != null && before.sources().equals(now.sources()) ? before : null;
        return IntStream.range(0, now.values().size())
                .mapToObj(i -> bounded(now.sources().get(i), last == null ? first(now, i) : rate(last, now, i)))
                .toList();
    }

    private static double first(ValueList now, int i) {
        return switch (now.sources().get(i).type()) {
            case GAUGE -> now.values().get(i).doubleValue();
            case ABSOLUTE -> perSecond(unsigned(now.values().get(i)), now.interval());
            case DERIVE, COUNTER -> Double.NaN;
        };
    }

    private static double rate(ValueList before, ValueList now, int i) {
        Number last = before.values().get(i);
        Number value = now.values().get(i);
        Duration passed = Duration.between(before.time(), now.time());
        return switch (now.sources().get(i).type()) {
            case GAUGE -> value.doubleValue();
            case ABSOLUTE -> perSecond(unsigned(value), passed);
            case DERIVE ->
                known(last, value) ? perSecond((double) (value.longValue() - last.longValue()), passed) : Double.NaN;
            case COUNTER ->
                known(last, value) ? perSecond(growth(last.longValue(), value.longValue()), passed) : Double.NaN;
        };
    }

    /** A counter that shrank has wrapped: at 32 bits if it fitted into them. */
    private static double growth(long last, long value) {
        boolean wrapped = Long.compareUnsigned(value, last) < 0;
        boolean small = Long.compareUnsigned(last, MOST_OF_32_BITS) <= 0;
        return unsigned(wrapped && small ? value - last + MOST_OF_32_BITS + 1 : value - last);
    }

    private static boolean known(Number last, Number value) {
        return last instanceof Long && value instanceof Long;
    }

    private static double unsigned(Number value) {
        double signed = value.doubleValue();
        return signed < 0 ? signed + 0x1p64 : signed;
    }

    private static double perSecond(double growth, Duration passed) {
        return growth * NANOSECONDS / passed.toNanos();
    }

    private static double bounded(DataSource source, double rate) {
        return rate < source.min() || rate > source.max() ? Double.NaN : rate;
    }
}
