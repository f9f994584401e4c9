package io.rightlink.systemd.unit;

import org.jspecify.annotations.Nullable;

/**
 * A loaded unit, in a line.
 *
 * @param loadState {@code loaded}, {@code not-found}, {@code masked}, …
 * @param activeState {@code active}, {@code inactive}, {@code failed}, {@code activating}, …
 * @param subState finer, and of the unit's type: {@code running}, {@code exited}, {@code waiting}
 * @param unitFileState {@code enabled}, {@code disabled}, {@code static}, …; none for a unit without a file
 * @param fragmentPath the unit's file on the host, if it has one
 */
public record UnitSummary(
        String name,
        String description,
        String loadState,
        String activeState,
        String subState,
        @Nullable String unitFileState,
        @Nullable String fragmentPath) {}
