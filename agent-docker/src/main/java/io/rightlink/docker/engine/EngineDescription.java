package io.rightlink.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionPlatform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of itself.
 *
 * @param id its own, {@code XFFA:LPC3:…}; empty if it has none
 * @param memoryBytes of the host, as the engine sees it
 * @param cpus of the host, as the engine sees it
 * @param details what else describes it, and what it can't do, by name: {@code apiVersion}, {@code storageDriver}, {@code warnings}
 * @see <a href="https://docs.docker.com/reference/api/engine/">SystemInfo and SystemVersion</a>
 */
public record EngineDescription(
        Optional<String> id, Optional<Long> memoryBytes, Optional<Integer> cpus, Map<String, Object> details) {

    /** Asks for it; blocks for two answers. */
    static EngineDescription of(DockerClient docker) {
        Version version = docker.versionCmd().exec();
        Info info = docker.infoCmd().exec();
        return new EngineDescription(
                Optional.ofNullable(info.getId()).filter(id -> !id.isBlank()),
                Optional.ofNullable(info.getMemTotal()).filter(bytes -> bytes > 0),
                Optional.ofNullable(info.getNCPU()).filter(cpus -> cpus > 0),
                details(version, info));
    }

    private static Map<String, Object> details(Version version, Info info) {
        Map<String, Object> details = new LinkedHashMap<>();
        put(details, "version", version.getVersion());
        put(details, "apiVersion", version.getApiVersion());
        put(details, "minApiVersion", version.getRawValues().get("MinAPIVersion"));
        put(
                details,
                "name",
                Optional.ofNullable(version.getPlatform())
                        .map(VersionPlatform::getName)
                        .orElse(null));
        put(details, "os", version.getOperatingSystem());
        put(details, "architecture", version.getArch());
        put(details, "cpus", info.getNCPU());
        put(details, "memoryBytes", info.getMemTotal());
        put(details, "storageDriver", info.getDriver());
        put(details, "loggingDriver", info.getLoggingDriver());
        put(details, "cgroupDriver", info.getCGroupDriver());
        put(details, "cgroupVersion", info.getCGroupVersion());
        put(details, "liveRestore", info.getRawValues().get("LiveRestoreEnabled"));
        put(details, "warnings", warnings(info));
        return details;
    }

    /** What it can't limit, in its own words: {@code WARNING: No swap limit support}. */
    private static @Nullable List<String> warnings(Info info) {
        return info.getRawValues().get("Warnings") instanceof List<?> warnings && !warnings.isEmpty()
                ? warnings.stream().map(String::valueOf).toList()
                : null;
    }

    private static void put(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            details.put(name, value);
        }
    }
}
