package io.rightlink.systemd.unit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit in full. What its type doesn't have, or isn't known, is absent.
 *
 * @param result how its last run ended, {@code success}, {@code exit-code}, {@code timeout}, {@code oom-kill}, …
 * @param mainPid the main process, while there is one
 * @param restarts how often systemd restarted it by itself
 * @param exitStatus the main process's exit code, or the signal that ended it, once it has ended
 * @param activeSince since when it is active
 * @param memoryBytes what its cgroup uses, where systemd accounts for it
 * @param cpuSeconds what its cgroup has used, where systemd accounts for it
 */
public record Unit(
        @JsonUnwrapped UnitSummary summary,
        @Nullable String result,
        @Nullable Long mainPid,
        @Nullable Long restarts,
        @Nullable Long exitStatus,
        @Nullable Instant activeSince,
        @Nullable Long memoryBytes,
        @Nullable Double cpuSeconds,
        Dependencies dependencies) {

    /** The units that this one names, or is named by, sorted. */
    public record Dependencies(
            List<String> requires, List<String> wants, List<String> after, List<String> requiredBy) {}
}
