package io.rightlink.systemd.unit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A unit's D-Bus properties, those of every unit and those of its type together, read as what they mean. Immutable.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.systemd1.html">org.freedesktop.systemd1(5)</a>
 */
record UnitProperties(Map<String, Variant<?>> ofUnit, Map<String, Variant<?>> ofType) {

    /** What systemd says for "not set" and "not accounted for": all bits of an unsigned 64-bit number. */
    private static final long UNSET = -1;

    Unit toUnit() {
        Long exitedAt = positive(ofType, "ExecMainExitTimestamp");
        Long cpuNanos = known(ofType, "CPUUsageNSec");
        Long activeSince = text("ActiveState").equals("active") ? positive(ofUnit, "ActiveEnterTimestamp") : null;
        return new Unit(
                summary(),
                textOrNull(ofType, "Result"),
                positive(ofType, "MainPID"),
                known(ofType, "NRestarts"),
                exitedAt == null ? null : known(ofType, "ExecMainStatus"),
                activeSince == null ? null : Instant.ofEpochSecond(0, activeSince * 1_000),
                known(ofType, "MemoryCurrent"),
                cpuNanos == null ? null : BigDecimal.valueOf(cpuNanos, 9).doubleValue(),
                new Unit.Dependencies(names("Requires"), names("Wants"), names("After"), names("RequiredBy")));
    }

    /** Tells whether a Condition of the unit kept it from its last start. */
    boolean skippedByCondition() {
        return positive(ofUnit, "ConditionTimestamp") != null && Boolean.FALSE.equals(value(ofUnit, "ConditionResult"));
    }

    boolean notFound() {
        return text("LoadState").equals("not-found");
    }

    private UnitSummary summary() {
        return new UnitSummary(
                text("Id"),
                text("Description"),
                text("LoadState"),
                text("ActiveState"),
                text("SubState"),
                textOrNull(ofUnit, "UnitFileState"),
                textOrNull(ofUnit, "FragmentPath"));
    }

    private String text(String property) {
        return Objects.requireNonNullElse(textOrNull(ofUnit, property), "");
    }

    private static @Nullable String textOrNull(Map<String, Variant<?>> properties, String name) {
        return value(properties, name) instanceof String text && !text.isEmpty() ? text : null;
    }

    private List<String> names(String property) {
        return value(ofUnit, property) instanceof List<?> names
                ? names.stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    private static @Nullable Long positive(Map<String, Variant<?>> properties, String name) {
        Long number = known(properties, name);
        return number == null || number == 0 ? null : number;
    }

    private static @Nullable Long known(Map<String, Variant<?>> properties, String name) {
        return value(properties, name) instanceof Number number && number.longValue() != UNSET
                ? number.longValue()
                : null;
    }

    private static @Nullable Object value(Map<String, Variant<?>> properties, String name) {
        Variant<?> variant = properties.get(name);
        return variant == null ? null : variant.getValue();
    }
}
