package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes values as collectd does: {@code PUTVAL host/interface-lo/if_packets interval=10.000 1795344460.900:13127:13127}. What is counted
 * is written as it was counted; a gauge that isn't finite is {@code U}. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd-unixsock.html#PUTVAL">PUTVAL</a>
 */
final class PutvalLine {

    private static final double EXACT = 1L << 53;
    private static final Pattern QUOTED = Pattern.compile("[\\s\"\\\\]");
    private static final Pattern ESCAPED = Pattern.compile("([\"\\\\])");

    private PutvalLine() {}

    /** Returns the line of these values, of this identifier, with its end. */
    static String of(Identifier id, ValueList values) {
        return "PUTVAL " + quoted(id.toString()) + " interval=" + seconds(values.interval()) + " "
                + seconds(Duration.between(Instant.EPOCH, values.time())) + ":"
                + IntStream.range(0, values.values().size())
                        .mapToObj(i ->
                                value(values.sources().get(i), values.values().get(i)))
                        .collect(Collectors.joining(":"))
                + "\r\n";
    }

    private static String value(DataSource source, Number value) {
        if (value instanceof Long count) {
            return source.type() == DataSourceType.DERIVE ? Long.toString(count) : Long.toUnsignedString(count);
        }
        return gauge(value.doubleValue());
    }

    /** The shortest text that is read as the same number again. */
    private static String gauge(double value) {
        if (!Double.isFinite(value)) {
            return "U";
        }
        return value == Math.rint(value) && Math.abs(value) <= EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** {@code 1795344460.900}, to the millisecond. */
    private static String seconds(Duration time) {
        String millis = Integer.toString(1_000 + time.toMillisPart());
        return time.toSeconds() + "." + millis.substring(1);
    }

    private static String quoted(String id) {
        return QUOTED.matcher(id).find() ? '"' + ESCAPED.matcher(id).replaceAll("\\\\$1") + '"' : id;
    }
}
