package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.value.DataSourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads times and values as collectd writes them in text. Stateless. */
final class Written {

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,10})(?:\\.(\\d{0,9})\\d*)?");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,5})?");
    private static final int LONGEST = 64;

    /** Later than this, times differ by more nanoseconds than fit into a long: in the year 2242. */
    private static final long LATEST_SECOND = 1L << 33;

    private Written() {}

    /** Reads {@code 1795344460.900}, and {@code N} for now. */
    static Instant time(String text, Instant now) throws Refused {
        return text.equals("N") ? now : instant(text);
    }

    /** Reads {@code 10.000}, in seconds. */
    static Duration interval(String text) throws Refused {
        Instant end = instant(text);
        return interval(Duration.between(Instant.EPOCH, end));
    }

    /** Returns the interval if it can be one. */
    static Duration interval(Duration interval) throws Refused {
        if (!interval.isPositive()) {
            throw malformed("an interval isn't positive: " + interval);
        }
        return interval;
    }

    /** Returns the time that is so many seconds since 1970, if it can be one. */
    static Instant instant(long seconds, long nanoseconds) throws Refused {
        if (seconds < 0 || seconds >= LATEST_SECOND) {
            throw malformed("a time is out of range: " + seconds);
        }
        return Instant.ofEpochSecond(seconds, nanoseconds);
    }

    /** Reads a value; {@code U} is undefined, and so is {@code nan}. */
    static Number value(DataSourceType type, String text) throws Refused {
        if (text.equals("U") || text.length() > LONGEST) {
            return undefined(text);
        }
        try {
            return switch (type) {
                case GAUGE -> gauge(text);
                case DERIVE -> Long.valueOf(text);
                case COUNTER, ABSOLUTE -> Long.valueOf(Long.parseUnsignedLong(text));
            };
        } catch (NumberFormatException _) {
            throw malformed("not a value of " + type.label() + ", which is a whole number: '" + text + "'");
        }
    }

    private static Number undefined(String text) throws Refused {
        if (text.length() > LONGEST) {
            throw malformed("a value of " + text.length() + " characters");
        }
        return Double.NaN;
    }

    private static Double gauge(String text) throws Refused {
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "+nan" -> Double.NaN;
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw malformed("not a value of gauge: '" + text + "'");
        };
    }

    private static Instant instant(String text) throws Refused {
        var parts = SECONDS.matcher(text.length() > LONGEST ? "" : text);
        if (!parts.matches()) {
            throw malformed("not a time in seconds: '" + text + "'");
        }
        String fraction = parts.group(2) == null ? "" : parts.group(2);
        return instant(Long.parseLong(parts.group(1)), Long.parseLong((fraction + "000000000").substring(0, 9)));
    }

    private static Refused malformed(String message) {
        return new Refused(Reason.MALFORMED, message);
    }
}
