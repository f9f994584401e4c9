package io.rightlink.docker.container;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.docker.engine.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of a container: its line in the list, and its details. The details are the truth: the engine's list can lag
 * behind for as long as nothing happens to the container, with the address of one that failed to start, or "removing" for dead.
 *
 * @param details empty if the engine didn't give them
 */
record Inspection(com.github.dockerjava.api.model.Container listed, Optional<InspectContainerResponse> details) {

    /** What the engine says for what is not there. */
    private static final String NO_IMAGE = "<none>";

    /** What Go writes for no time at all. */
    private static final Instant GO_ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final Duration USUAL_STOP_TIMEOUT = Duration.ofSeconds(10);

    private static final Set<ContainerState> ENDED =
            EnumSet.of(ContainerState.RESTARTING, ContainerState.REMOVING, ContainerState.EXITED, ContainerState.DEAD);

    /** Leaves out the list's status, which ages, unless there is nothing to make another from. */
    Held toHeld(Optional<Gap> flaw) {
        Container container = toContainer();
        return new Held(
                flaw.isPresent() ? container : container.withStatus(Optional.empty()),
                toWorkload(),
                stopTimeout(),
                Objects.requireNonNullElse(listed.getState(), ""),
                time(InspectContainerResponse.ContainerState::getFinishedAt),
                flaw);
    }

    Container toContainer() {
        ContainerState state = ContainerState.ofLabel(stateWord()).orElse(ContainerState.UNKNOWN);
        return new Container(
                listed.getId(),
                name(),
                image(),
                text(listed.getImageId()),
                state,
                text(listed.getStatus()).filter(_ -> stateWord().equals(listed.getState())),
                health(),
                createdAt(),
                startedAt(),
                exitCode(state),
                details.map(InspectContainerResponse::getRestartCount),
                labels(),
                details.map(Endpoints::ports).orElseGet(() -> Endpoints.ports(listed)),
                addresses(),
                mounts(),
                limit(HostConfig::getMemory),
                limit(HostConfig::getCpuShares));
    }

    /** Returns the container as a workload; empty if it doesn't run any more, or not yet again. */
    Optional<Workload> toWorkload() {
        return initPid()
                .map(pid -> new Workload(
                        listed.getId(),
                        toContainer().displayName(),
                        image(),
                        pid,
                        networkMode(),
                        addresses(),
                        labels(),
                        startedAt(),
                        health()));
    }

    /** Returns how long the engine lets it take to stop before it is killed; 68 years for one that must never be. */
    Duration stopTimeout() {
        Object config =
                details.<Object>map(found -> found.getRawValues().get("Config")).orElse(Map.of());
        if (config instanceof Map<?, ?> settings && settings.get("StopTimeout") instanceof Integer seconds) {
            return Duration.ofSeconds(seconds < 0 ? Integer.MAX_VALUE : seconds);
        }
        return USUAL_STOP_TIMEOUT;
    }

    /** Docker says 0 for what isn't limited. */
    private <T extends Number> Optional<T> limit(Function<HostConfig, @Nullable T> which) {
        return details.map(InspectContainerResponse::getHostConfig).map(which).filter(value -> value.longValue() > 0);
    }

    private String image() {
        return text(listed.getImage()).or(() -> text(listed.getImageId())).orElse(NO_IMAGE);
    }

    private String stateWord() {
        return state().map(InspectContainerResponse.ContainerState::getStatus)
                .orElseGet(() -> Objects.requireNonNullElse(listed.getState(), ""));
    }

    private Optional<InspectContainerResponse.ContainerState> state() {
        return details.map(InspectContainerResponse::getState);
    }

    private Optional<String> name() {
        Stream<String> names = details.map(found -> Stream.ofNullable(found.getName()))
                .orElseGet(() -> Stream.ofNullable(listed.getNames()).flatMap(Arrays::stream));
        return names.map(name -> name.replaceFirst("^/", ""))
                .filter(name -> !name.isEmpty() && !name.contains("/"))
                .findFirst();
    }

    private Instant createdAt() {
        return details.flatMap(found -> text(found.getCreated()))
                .map(Instant::parse)
                .or(() -> Optional.ofNullable(listed.getCreated()).map(Instant::ofEpochSecond))
                .orElseThrow(() -> new UnavailableException(
                        "docker-failed",
                        "Docker failed: it doesn't say when the container '" + listed.getId() + "' was created"));
    }

    private Optional<String> health() {
        return state().map(InspectContainerResponse.ContainerState::getHealth)
                .map(HealthState::getStatus)
                .filter(health -> !health.equals("none"));
    }

    private Optional<Instant> startedAt() {
        return time(InspectContainerResponse.ContainerState::getStartedAt);
    }

    private Optional<Instant> time(Function<InspectContainerResponse.ContainerState, @Nullable String> which) {
        return state().flatMap(said -> text(which.apply(said)))
                .map(Instant::parse)
                .filter(time -> !time.equals(GO_ZERO));
    }

    private Optional<Integer> exitCode(ContainerState state) {
        return state().filter(_ -> ENDED.contains(state) && startedAt().isPresent())
                .map(InspectContainerResponse.ContainerState::getExitCodeLong)
                .map(Long::intValue);
    }

    private Map<String, String> labels() {
        return Optional.ofNullable(listed.getLabels())
                .<Map<String, String>>map(labels -> Collections.unmodifiableMap(new TreeMap<>(labels)))
                .orElse(Map.of());
    }

    private List<String> addresses() {
        return details.map(Endpoints::addresses).orElseGet(() -> Endpoints.addresses(listed));
    }

    private Optional<Long> initPid() {
        return state().map(InspectContainerResponse.ContainerState::getPidLong).filter(pid -> pid > 0);
    }

    /** Says {@code bridge} where the engine says {@code default}, which is what that means on Linux. */
    private String networkMode() {
        String mode =
                details.map(found -> found.getHostConfig().getNetworkMode()).orElse("default");
        return mode.equals("default") ? "bridge" : mode;
    }

    /** Reads them as they were sent: docker-java drops a mount's type. */
    private List<Container.Mount> mounts() {
        Object mounts = details.map(InspectContainerResponse::getRawValues)
                .orElseGet(listed::getRawValues)
                .get("Mounts");
        return mounts instanceof List<?> all
                ? all.stream().map(mount -> mount((Map<?, ?>) mount)).toList()
                : List.of();
    }

    private static Container.Mount mount(Map<?, ?> mount) {
        return new Container.Mount(
                text(mount.get("Type")),
                text(mount.get("Name")),
                text(mount.get("Source")),
                text(mount.get("Destination")).orElse(""),
                Boolean.FALSE.equals(mount.get("RW")));
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isEmpty());
    }
}
