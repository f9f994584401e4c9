package io.rightlink.core.placement;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to be started.
 *
 * @param id the run's id
 * @param command the program's path and its arguments
 * @param environment the whole environment: nothing of the agent's own is added
 * @param directory the working directory, which exists
 * @param output a file beside it that doesn't exist yet, for placements that keep the output in one
 * @param timeout how long it may run, for placements that end it even if the agent is away
 * @param detail what the caller wrote after the placement's name and a colon, {@code busybox:1.36} of {@code image:busybox:1.36}
 */
public record Launch(
        String id,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path output,
        Duration timeout,
        Optional<String> detail) {

    /** The variable of the environment that has the run's id: by it a place finds all that the program started. */
    public static final String RUN_ID = "RS_RUN_ID";

    /** Returns what tells processes of this run from all others, {@code RS_RUN_ID=<id>}, if they have it. */
    public Optional<String> mark() {
        return Optional.ofNullable(environment.get(RUN_ID)).map(run -> RUN_ID + "=" + run);
    }

    /** Makes one for a placement that is but one place. */
    public Launch(
            String id,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path output,
            Duration timeout) {
        this(id, command, environment, directory, output, timeout, Optional.empty());
    }
}
