package io.rightlink.docker.container;

import static io.rightlink.docker.container.ContainerState.CREATED;
import static io.rightlink.docker.container.ContainerState.DEAD;
import static io.rightlink.docker.container.ContainerState.EXITED;
import static io.rightlink.docker.container.ContainerState.PAUSED;
import static io.rightlink.docker.container.ContainerState.RESTARTING;
import static io.rightlink.docker.container.ContainerState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.docker.container.Container.Mount;
import io.rightlink.docker.container.Container.Port;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** What holds of an engine's containers after {@code engines/containers.sh}, recorded or real. */
abstract class ContainersContract {

    abstract Containers containers();

    /** Tries again where a container that restarts all the while has just run. */
    static void betweenRuns(ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(check);
    }

    @Test
    void showsContainersInEveryState() {
        betweenRuns(this::requireEveryState);
    }

    private void requireEveryState() {
        Listing<Container> all = containers().list(ContainerFilter.ALL);
        assertThat(all.complete()).isTrue();
        assertThat(statesByName(all))
                .contains(
                        entry("created", CREATED),
                        entry("web", RUNNING),
                        entry("paused", PAUSED),
                        entry("exited", EXITED),
                        entry("restarting", RESTARTING),
                        entry("broken", CREATED),
                        entry("oldapp", RUNNING),
                        entry("dead", DEAD));
    }

    @Test
    void showsTheNewestFirst() {
        assertThat(containers().list(ContainerFilter.ALL).items())
                .isSortedAccordingTo(Comparator.comparing(Container::createdAt).reversed());
    }

    @Test
    void showsTheExitCodeOfWhatHasEndedAndOfNothingElse() {
        assertThat(named("exited").exitCode()).contains(3);
        betweenRuns(() -> assertThat(named("restarting").exitCode()).contains(1));
        assertThat(named("web").exitCode()).isEmpty();
        assertThat(named("paused").exitCode()).isEmpty();
        assertThat(named("created").exitCode()).isEmpty();
        assertThat(named("broken").exitCode())
                .as("the engine says 127, of a program that never ran")
                .isEmpty();
        assertThat(named("dead").exitCode()).as("the engine says 0").isEmpty();
    }

    @Test
    void showsAStartOnlyOfWhatHasEverStarted() {
        assertThat(named("created").startedAt()).isEmpty();
        assertThat(named("broken").startedAt()).isEmpty();
        assertThat(named("web").startedAt()).hasValueSatisfying(start -> assertThat(start)
                .isAfter(named("web").createdAt()));
        assertThat(named("exited").startedAt()).isPresent();
    }

    @Test
    void countsRestarts() {
        assertThat(named("web").restartCount()).contains(0);
        assertThat(named("restarting").restartCount())
                .hasValueSatisfying(count -> assertThat(count).isPositive());
    }

    @Test
    void showsHealthWhereThereIsACheck() {
        assertThat(named("web").health()).contains("healthy");
        assertThat(named("paused").health()).isEmpty();
    }

    @Test
    void showsPortsThatArePublishedAndPortsThatAreNot() {
        assertThat(named("web").ports())
                .containsExactly(
                        new Port(Optional.of("0.0.0.0"), 80, Optional.of(8080), "tcp"),
                        new Port(Optional.empty(), 443, Optional.empty(), "tcp"));
        assertThat(named("exited").ports()).isEmpty();
    }

    @Test
    void showsVolumesAndBinds() {
        assertThat(named("web").mounts())
                .containsExactlyInAnyOrder(
                        new Mount(
                                Optional.of("volume"),
                                Optional.of("data"),
                                Optional.of("/var/lib/docker/volumes/data/_data"),
                                "/data",
                                false),
                        new Mount(Optional.of("bind"), Optional.empty(), Optional.of("/etc"), "/host-etc", true));
    }

    @Test
    void showsLimitsOfWhatIsLimited() {
        assertThat(named("web").memoryLimitBytes()).contains(64L << 20);
        assertThat(named("web").cpuShares()).contains(512);
        assertThat(named("paused").memoryLimitBytes()).isEmpty();
        assertThat(named("paused").cpuShares()).isEmpty();
    }

    /** The engine's list goes on showing the address that {@code broken} was given for its vain start. */
    @Test
    void showsAddressesOnlyOfWhatHasThemNow() {
        assertThat(named("web").addresses()).singleElement().satisfies(address -> assertThat(address)
                .matches("172\\.\\d+\\.0\\.2"));
        assertThat(named("broken").addresses()).isEmpty();
        assertThat(named("exited").addresses()).isEmpty();
    }

    @Test
    void showsTheImageThatItWasMadeFromAlsoOnceItsTagHasMoved() {
        assertThat(named("web").image()).isEqualTo("rightlink-testbed/busybox");
        assertThat(named("web").imageId())
                .hasValueSatisfying(id -> assertThat(id).matches("sha256:[0-9a-f]{64}"));
        assertThat(named("oldapp").imageId()).contains(named("oldapp").image());
    }

    @Test
    void findsAContainerByItsNameItsIdAndTheBeginningOfItsId() {
        String id = named("paused").id();
        for (String reference : List.of(id, id.substring(0, 12), id.substring(0, 6), "paused")) {
            assertThat(containers().get(new ContainerRef(reference)).id()).isEqualTo(id);
        }
    }

    @Test
    void showsOneContainerAsTheListDoes() {
        assertThat(named("exited"))
                .usingRecursiveComparison()
                .ignoringFields("status")
                .isEqualTo(containers().get(new ContainerRef("exited")));
    }

    @Test
    void saysWhichContainerIsNotThere() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> containers().get(new ContainerRef("x")))
                .withMessage("No such container: x");
    }

    @Test
    void filtersByStateAndByLabel() {
        assertThat(names(List.of("created", "dead"), List.of()))
                .contains("created", "broken", "dead")
                .hasSize(3);
        assertThat(names(List.of(), List.of("tier"))).containsExactly("web");
        assertThat(names(List.of(), List.of("tier=front", "io.rightlink.role=web")))
                .containsExactly("web");
        assertThat(names(List.of(), List.of("tier=back"))).isEmpty();
        assertThat(names(List.of("exited"), List.of("tier"))).isEmpty();
    }

    final Container named(String name) {
        return containers().list(ContainerFilter.ALL).items().stream()
                .filter(container -> container.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(List<String> states, List<String> labels) {
        return containers().list(ContainerFilter.of(states, labels)).items().stream()
                .flatMap(container -> container.name().stream())
                .toList();
    }

    private static Map<String, ContainerState> statesByName(Listing<Container> containers) {
        return containers.items().stream()
                .collect(Collectors.toMap(container -> container.name().orElseThrow(), Container::state));
    }
}
