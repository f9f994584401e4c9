package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.listing.Listing;
import io.rightlink.docker.engine.Gap;
import io.rightlink.docker.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:50:46.5Z");
    private static final Instant NOW = START.plusSeconds(90);

    private final List<Held> held = new ArrayList<>();
    private final Lists lists = new Lists(held);

    @BeforeEach
    void holdAContainerThatRuns() {
        held.add(held("web", ContainerState.RUNNING, Optional.empty()));
    }

    @Test
    void returnsTheSameListForAsLongAsItIsTrue() {
        Listing<Container> first = all(NOW);
        assertThat(all(NOW.plusSeconds(29))).isSameAs(first);
    }

    @Test
    void makesAnotherWhenTheWordsOfAStatusAge() {
        assertThat(status(all(NOW))).contains("Up About a minute");
        assertThat(status(all(NOW.plusSeconds(30).minusNanos(1)))).contains("Up About a minute");
        assertThat(status(all(NOW.plusSeconds(30)))).contains("Up 2 minutes");
    }

    @Test
    void makesAnotherWhenTheClockIsSetBack() {
        all(NOW);
        assertThat(status(all(START.plusSeconds(3)))).contains("Up 3 seconds");
    }

    @Test
    void makesAnotherWhenSomethingChanged() {
        Listing<Container> before = all(NOW);
        held.add(held("db", ContainerState.CREATED, Optional.empty()));
        lists.changed();
        assertThat(before.items()).hasSize(1);
        assertThat(all(NOW).items()).hasSize(2);
    }

    @Test
    void makesAnotherWhenAllIsConfirmedAnew() {
        all(NOW);
        Instant confirmed = NOW.plusSeconds(1);
        assertThat(lists.list(ContainerFilter.ALL, seen(confirmed), confirmed).asOf())
                .isEqualTo(confirmed);
    }

    @Test
    void makesAnotherWhenOneIsNoLongerDescribed() {
        assertThat(all(NOW).complete()).isTrue();
        held.set(0, held("web", ContainerState.RUNNING, Optional.of(new Gap("Docker failed", NOW))));
        lists.changed();
        assertThat(all(NOW).complete()).isFalse();
    }

    @Test
    void doesNotTakeAListThatIsFilteredForTheWhole() {
        held.add(held("db", ContainerState.CREATED, Optional.empty()));
        ContainerFilter created = ContainerFilter.of(List.of("created"), List.of());
        assertThat(lists.list(created, seen(NOW), NOW).items()).hasSize(1);
        assertThat(all(NOW).items()).hasSize(2);
        assertThat(lists.list(created, seen(NOW), NOW).items()).hasSize(1);
    }

    @Test
    void makesAnotherWhenSomethingMayBeMissed() {
        all(NOW);
        Listing<Container> doubtful = lists.list(
                ContainerFilter.ALL, new Sight(NOW, Optional.of(new Gap("it stopped telling events", NOW))), NOW);
        assertThat(doubtful.complete()).isFalse();
        assertThat(doubtful.reason()).startsWith("it stopped telling events (since ");
        assertThat(doubtful.items()).hasSize(1);
        assertThat(all(NOW).complete()).isTrue();
    }

    private static Sight seen(Instant asOf) {
        return new Sight(asOf, Optional.empty());
    }

    private Listing<Container> all(Instant now) {
        return lists.list(ContainerFilter.ALL, seen(NOW), now);
    }

    private static Optional<String> status(Listing<Container> listing) {
        return listing.items().getFirst().status();
    }

    private static Held held(String name, ContainerState state, Optional<Gap> flaw) {
        Container container = new Container(
                "0".repeat(61) + name,
                Optional.of(name),
                "busybox",
                Optional.empty(),
                state,
                Optional.empty(),
                Optional.empty(),
                START,
                state == ContainerState.CREATED ? Optional.empty() : Optional.of(START),
                Optional.empty(),
                Optional.of(0),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new Held(container, Optional.empty(), Duration.ofSeconds(10), state.label(), Optional.empty(), flaw);
    }
}
