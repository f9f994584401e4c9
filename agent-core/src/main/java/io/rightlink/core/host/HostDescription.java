package io.rightlink.core.host;

import java.time.Instant;
import java.util.Optional;

/**
 * The host, as far as its files tell; empty is what they don't.
 *
 * @param os the distribution's name and version, {@code Flatcar Container Linux by Kinvolk 4230.2.1}
 * @param kernel its release, {@code 6.6.95-flatcar}
 * @param architecture as uname's machine, {@code x86_64}
 * @param cpus processors that are online
 * @param bootId the kernel's, another one after each boot
 * @param bootState how far it is with the scripts of its boot, or of its end
 */
public record HostDescription(
        Optional<String> hostname,
        Optional<String> os,
        Optional<String> kernel,
        Optional<String> architecture,
        Optional<Integer> cpus,
        Optional<Long> memoryBytes,
        Optional<Instant> bootedAt,
        Optional<String> bootId,
        Agent agent,
        Optional<BootState> bootState) {

    /**
     * The agent itself.
     *
     * @param placement {@code container} or {@code host}
     */
    public record Agent(String version, Instant startedAt, String placement) {}
}
