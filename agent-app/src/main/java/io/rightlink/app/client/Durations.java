package io.rightlink.app.client;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 10m}, {@code 2h}, {@code 30d}, and what ISO 8601 has, {@code PT10M}. Stateless. */
final class Durations implements ITypeConverter<Duration> {

    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})([smhd])");

    @Override
    public Duration convert(String text) {
        Matcher simple = SIMPLE.matcher(text);
        try {
            if (!simple.matches()) {
                return Duration.parse(text);
            }
            long count = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no time such as 90s, 10m, 2h, 30d or PT10M");
        }
    }
}
