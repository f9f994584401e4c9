package io.rightlink.scripts.boot;

import io.rightlink.core.host.BootState;
import io.rightlink.scripts.run.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A boot of the host, as the API shows it; what hasn't happened is absent.
 *
 * @param bootId the kernel's
 * @param beganAt when the agent first saw it
 * @param settledAt when its bundle ended
 * @param script which has stranded it, if one has
 * @param problem why it is stranded
 * @param reason why it is decommissioned: {@code stop}, {@code reboot} or {@code service_restart}
 * @param boot the scripts of its boot
 * @param decommission those of its way down, once that has begun
 */
public record Boot(
        BootState state,
        @Nullable String bootId,
        Instant beganAt,
        @Nullable Instant settledAt,
        @Nullable String script,
        @Nullable String problem,
        @Nullable String reason,
        List<BootScript> boot,
        List<BootScript> decommission) {

    /**
     * A script of a bundle.
     *
     * @param name in the catalogue
     * @param runId of its run, {@code GET /v1/runs/{id}}
     * @param state of its run; absent if it hasn't begun
     * @param problem why it could not be run, or did not succeed
     */
    public record BootScript(
            String name,
            String runId,
            @Nullable RunState state,
            @Nullable String problem) {}
}
