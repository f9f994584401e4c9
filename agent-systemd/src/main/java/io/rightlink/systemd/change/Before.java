package io.rightlink.systemd.change;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a change may have to bring back.
 *
 * @param content the file, if there was one
 * @param mode its permissions, {@code rw-r--r--}
 * @param directory whether its directory was there
 * @param linked the units whose links enabling may change: this one, those that it names with {@code Also=}, and so on
 * @param links the links that enable these or name them, by their place in the unit directory, with what they point to
 * @param up whether the unit was running, or about to, and no stop of it was queued
 * @param failed whether it had failed
 * @param invocation which of its runs it was
 */
@SuppressWarnings("ArrayRecordComponent") // read from JSON and written to a file, never compared
record Before(
        byte @Nullable [] content,
        @Nullable String mode,
        boolean directory,
        Set<String> linked,
        Map<String, String> links,
        boolean up,
        boolean failed,
        @Nullable String invocation) {}
