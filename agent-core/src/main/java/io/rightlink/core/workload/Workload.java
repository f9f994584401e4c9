package io.rightlink.core.workload;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running container.
 *
 * @param id the engine's id, 64 hexadecimal digits
 * @param name without the leading slash; the short id where a container has no name
 * @param image the reference that it was created from, {@code nginx:1.27}
 * @param initPid the process id of its init, in the host's numbering
 * @param networkMode Docker's: {@code bridge}, {@code host}, {@code container:<id>}, or a network's name
 * @param addresses its addresses on the engine's networks, IPv4 and IPv6
 * @param startedAt when this run of it began; empty if the engine doesn't say
 * @param health what its health check says, in Docker's words: "healthy", "unhealthy" or "starting"; empty if it has none
 */
public record Workload(
        String id,
        String name,
        String image,
        long initPid,
        String networkMode,
        List<String> addresses,
        Map<String, String> labels,
        Optional<Instant> startedAt,
        Optional<String> health) {}
