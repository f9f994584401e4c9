package io.rightlink.core.placement;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to be started.
 *
 * @param id the run's id
 * @param command the program's path and its arguments
 * @param environment the whole environment: nothing of the agent's own is added
 * @param directory the working directory, which exists
 * @param output a file beside it that doesn't exist yet, for placements that keep the output in one
 * @param timeout how long it may run, for placements that end it even if the agent is away
 */
public record Launch(
        String id,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path output,
        Duration timeout) {}
