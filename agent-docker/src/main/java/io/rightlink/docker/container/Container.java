package io.rightlink.docker.container;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as the engine sees it; empty is what the engine doesn't say.
 *
 * @param id 64 hexadecimal digits
 * @param name without the leading slash
 * @param image the reference that it was made from, {@code nginx:1.27}; the image's id once the reference means another image
 * @param imageId {@code sha256:…}
 * @param status the state in words, as {@code docker ps} shows it: {@code Up 3 hours (healthy)}
 * @param health what its health check says: "starting", "healthy" or "unhealthy"; empty without one
 * @param startedAt when it was last started; empty if it never was
 * @param exitCode what its last run ended with; empty if it never ran, or runs
 * @param restartCount how often its restart policy has restarted it
 * @param addresses on the engine's networks, IPv4 and IPv6
 * @param memoryLimitBytes empty if its memory isn't limited
 * @param cpuShares its weight against other containers; empty if that is the usual one, 1024
 */
public record Container(
        String id,
        Optional<String> name,
        String image,
        Optional<String> imageId,
        ContainerState state,
        Optional<String> status,
        Optional<String> health,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Integer> exitCode,
        Optional<Integer> restartCount,
        Map<String, String> labels,
        List<Port> ports,
        List<String> addresses,
        List<Mount> mounts,
        Optional<Long> memoryLimitBytes,
        Optional<Integer> cpuShares) {

    /**
     * A port that it exposes.
     *
     * @param ip the host's address that it is published on
     * @param publicPort the host's port that it is published on; empty if it isn't
     * @param type {@code tcp}, {@code udp} or {@code sctp}
     */
    public record Port(Optional<String> ip, int privatePort, Optional<Integer> publicPort, String type) {}

    /**
     * A part of the host's files, or a volume, that it sees.
     *
     * @param type {@code bind}, {@code volume} or {@code tmpfs}
     * @param name a volume's
     * @param source where it is on the host
     * @param destination where the container sees it
     */
    public record Mount(
            Optional<String> type,
            Optional<String> name,
            Optional<String> source,
            String destination,
            boolean readOnly) {}

    /** Returns the name, or the short id of a container that has none. */
    public String displayName() {
        return name.orElseGet(() -> id.substring(0, Math.min(12, id.length())));
    }

    Container withStatus(Optional<String> words) {
        return new Container(
                id,
                name,
                image,
                imageId,
                state,
                words,
                health,
                createdAt,
                startedAt,
                exitCode,
                restartCount,
                labels,
                ports,
                addresses,
                mounts,
                memoryLimitBytes,
                cpuShares);
    }
}
