package io.rightlink.systemd.bus;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A unit's D-Bus properties, those of every unit and those of its type together, read as what they mean. Immutable.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.systemd1.html">org.freedesktop.systemd1(5)</a>
 */
public record UnitProperties(Map<String, Variant<?>> ofUnit, Map<String, Variant<?>> ofType) {

    /** What systemd says for "not set" and "not accounted for": all bits of an unsigned 64-bit number. */
    private static final long UNSET = -1;

    /** Returns a text, or nothing if it is empty or the unit doesn't have it. */
    public @Nullable String textOrNull(String property) {
        return value(property) instanceof String text && !text.isEmpty() ? text : null;
    }

    public String text(String property) {
        return Optional.ofNullable(textOrNull(property)).orElse("");
    }

    /** Returns a number, or nothing if it isn't set or accounted for. */
    public @Nullable Long known(String property) {
        return value(property) instanceof Number number && number.longValue() != UNSET ? number.longValue() : null;
    }

    /** Returns a number, or nothing if it isn't known, or zero where zero means that. */
    public @Nullable Long positive(String property) {
        Long number = known(property);
        return number == null || number == 0 ? null : number;
    }

    /** Returns a moment, which systemd tells in microseconds; nothing if it hasn't come. */
    public @Nullable Instant time(String property) {
        Long micros = positive(property);
        return micros == null ? null : Instant.ofEpochSecond(0, micros * 1_000);
    }

    public boolean is(String property) {
        return Boolean.TRUE.equals(value(property));
    }

    /** Returns a list of names, sorted. */
    public List<String> names(String property) {
        return value(property) instanceof List<?> names
                ? names.stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    /** Returns which of its runs this is, another after each start; empty if it never ran. */
    public String invocation() {
        return switch (value("InvocationID")) {
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case List<?> bytes ->
                bytes.stream()
                        .map(octet ->
                                octet instanceof Number number ? HexFormat.of().toHexDigits(number.byteValue()) : "")
                        .collect(Collectors.joining());
            case null, default -> "";
        };
    }

    /** Returns why systemd could not load it, in systemd's words: {@code (ss)}, an error's name and text. */
    public @Nullable String loadError() {
        return value("LoadError") instanceof Object[] error
                        && error.length == 2
                        && !String.valueOf(error[1]).isEmpty()
                ? String.valueOf(error[1])
                : null;
    }

    /** Tells whether systemd has a job for it in its queue: {@code Job}, {@code (uo)}, an id and a path. */
    public boolean hasJob() {
        return value("Job") instanceof Object[] job && job[0] instanceof Number id && id.longValue() != 0;
    }

    public boolean notFound() {
        return text("LoadState").equals("not-found");
    }

    /** Tells whether a Condition of the unit kept it from its last start. */
    public boolean skippedByCondition() {
        return positive("ConditionTimestamp") != null && Boolean.FALSE.equals(value("ConditionResult"));
    }

    /** Tells whether it is meant to be up: up, coming up, or waiting to be started again. */
    public boolean isUp() {
        return switch (text("ActiveState")) {
            case "active", "activating", "reloading", "refreshing" -> true;
            default -> false;
        };
    }

    public boolean isFailed() {
        return text("ActiveState").equals("failed");
    }

    private @Nullable Object value(String name) {
        Variant<?> variant = ofUnit.getOrDefault(name, ofType.get(name));
        return variant == null ? null : variant.getValue();
    }
}
