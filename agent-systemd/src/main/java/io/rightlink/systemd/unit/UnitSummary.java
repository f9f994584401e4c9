package io.rightlink.systemd.unit;

import org.jspecify.annotations.Nullable;

/**
 * A unit, in a line. systemd loads a unit when something needs it: of one that isn't loaded there is but what its file tells.
 *
 * @param loadState {@code loaded}, {@code not-found}, {@code masked}, {@code bad-setting}, …; none if it isn't loaded
 * @param activeState {@code active}, {@code inactive}, {@code failed}, {@code activating}, …; none for a template, which never is,
 *     and for an alias, which is what the unit is that it stands for
 * @param subState finer, and of the unit's type: {@code running}, {@code exited}, {@code waiting}
 * @param unitFileState {@code enabled}, {@code disabled}, {@code static}, {@code masked}, {@code alias}, …; none for a unit without a
 *     file, and in lists none for an instance of a template
 * @param fragmentPath the unit's file on the host, if it has one
 */
public record UnitSummary(
        String name,
        @Nullable String description,
        @Nullable String loadState,
        @Nullable String activeState,
        @Nullable String subState,
        @Nullable String unitFileState,
        @Nullable String fragmentPath) {}
