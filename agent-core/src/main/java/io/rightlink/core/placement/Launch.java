package io.rightlink.core.placement;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to be started.
 *
 * @param id the run's id
 * @param command the program's path and its arguments
 * @param environment the whole environment: nothing of the agent's own is added
 * @param directory the working directory, which exists
 */
public record Launch(String id, List<String> command, Map<String, String> environment, Path directory) {}
