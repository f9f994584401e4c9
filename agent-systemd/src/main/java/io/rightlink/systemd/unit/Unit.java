package io.rightlink.systemd.unit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rightlink.systemd.bus.UnitProperties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit in full. What its type doesn't have, or isn't known, is absent.
 *
 * @param aliases its other names, sorted
 * @param dropIns the files that add to its own, in the order in which systemd reads them
 * @param loadError why systemd could not load it, in its own words
 * @param needsReload whether its files have changed since systemd read them
 * @param queued what systemd has in its queue for it, waiting or under way: {@code start}, {@code stop}, {@code reload}, …
 * @param result how its last run ended, {@code success}, {@code exit-code}, {@code timeout}, {@code oom-kill}, …
 * @param mainPid the main process, while there is one
 * @param restarts how often systemd restarted it by itself
 * @param exitStatus the main process's exit code, or the signal that ended it, once it has ended
 * @param activeSince since when it is active
 * @param invocationId which of its runs this is, another after each start; absent if it never ran
 * @param memoryBytes what its cgroup uses, where systemd accounts for it
 * @param cpuSeconds what its cgroup has used, where systemd accounts for it
 */
public record Unit(
        @JsonUnwrapped UnitSummary summary,
        List<String> aliases,
        List<String> dropIns,
        @Nullable String loadError,
        boolean needsReload,
        @Nullable String queued,
        @Nullable String result,
        @Nullable Long mainPid,
        @Nullable Long restarts,
        @Nullable Long exitStatus,
        @Nullable Instant activeSince,
        @Nullable String invocationId,
        @Nullable Long memoryBytes,
        @Nullable Double cpuSeconds,
        Dependencies dependencies) {

    /** The units that this one names, or is named by, sorted. */
    public record Dependencies(
            List<String> requires, List<String> wants, List<String> after, List<String> requiredBy) {}

    /** Tells whether it is active now. */
    public boolean active() {
        return "active".equals(summary.activeState());
    }

    /** Tells whether it is meant to be up: up, coming up, or waiting to be started again. */
    public boolean up() {
        return switch (summary.activeState()) {
            case "active", "activating", "reloading", "refreshing" -> true;
            case null, default -> false;
        };
    }

    /** Tells whether it is up, and nothing is queued that could end that. */
    public boolean staysUp() {
        return up() && queued == null;
    }

    /** Tells whether it isn't up, and nothing is queued that could start it. */
    public boolean staysDown() {
        return !up() && queued == null;
    }

    /** Tells whether it is to be up when what is queued for it has been done. */
    public boolean willBeUp() {
        return switch (queued) {
            case "start", "restart" -> true;
            case "stop" -> false;
            case null, default -> up();
        };
    }

    public boolean failed() {
        return "failed".equals(summary.activeState());
    }

    static Unit of(UnitProperties properties, @Nullable String queued) {
        Long cpuNanos = properties.known("CPUUsageNSec");
        boolean active = properties.text("ActiveState").equals("active");
        return new Unit(
                summaryOf(properties),
                properties.names("Names").stream()
                        .filter(name -> !name.equals(properties.text("Id")))
                        .toList(),
                properties.names("DropInPaths"),
                properties.loadError(),
                properties.is("NeedDaemonReload"),
                queued,
                properties.textOrNull("Result"),
                properties.positive("MainPID"),
                properties.known("NRestarts"),
                properties.time("ExecMainExitTimestamp") == null ? null : properties.known("ExecMainStatus"),
                active ? properties.time("ActiveEnterTimestamp") : null,
                properties.invocation().isEmpty() ? null : properties.invocation(),
                properties.known("MemoryCurrent"),
                cpuNanos == null ? null : BigDecimal.valueOf(cpuNanos, 9).doubleValue(),
                new Dependencies(
                        properties.names("Requires"),
                        properties.names("Wants"),
                        properties.names("After"),
                        properties.names("RequiredBy")));
    }

    /** Returns a template, which is but a file. */
    static Unit ofFile(UnitSummary summary) {
        Dependencies none = new Dependencies(List.of(), List.of(), List.of(), List.of());
        return new Unit(
                summary, List.of(), List.of(), null, false, null, null, null, null, null, null, null, null, null, none);
    }

    private static UnitSummary summaryOf(UnitProperties properties) {
        return new UnitSummary(
                properties.text("Id"),
                properties.text("Description"),
                properties.text("LoadState"),
                properties.text("ActiveState"),
                properties.text("SubState"),
                properties.textOrNull("UnitFileState"),
                properties.textOrNull("FragmentPath"));
    }
}
