package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.job.Job;
import io.rightlink.core.listing.Listing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ListingJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:50:46.5Z");
    private static final ContainerFilter DEAD = ContainerFilter.of(List.of("dead"), List.of());

    private final Shown containers = new Shown();
    private final JsonMapper mapper = JsonMapper.shared();
    private final ListingJson json = new ListingJson(containers, mapper);

    @Test
    void writesAListOnceForAsLongAsItIsTheSame() {
        byte[] first = json.list(ContainerFilter.ALL);
        assertThat(first).isEqualTo(mapper.writeValueAsBytes(containers.all));
        assertThat(json.list(ContainerFilter.ALL)).isSameAs(first);
    }

    @Test
    void writesAnotherList() {
        json.list(ContainerFilter.ALL);
        containers.all = Listing.complete(NOW.plusSeconds(1), List.of());
        assertThat(json.list(ContainerFilter.ALL)).isEqualTo(mapper.writeValueAsBytes(containers.all));
    }

    @Test
    void keepsTheListOfAllBesideThoseThatAreFiltered() {
        byte[] all = json.list(ContainerFilter.ALL);
        assertThat(json.list(DEAD)).isEqualTo(mapper.writeValueAsBytes(containers.dead));
        assertThat(json.list(ContainerFilter.ALL)).isSameAs(all);
    }

    /** Whatever lists a test wants. */
    private static final class Shown implements Containers {

        private final Listing<Container> dead = new Listing<>(NOW, false, "Docker failed", List.of());
        private Listing<Container> all = Listing.complete(NOW, List.of());

        @Override
        public Listing<Container> list(ContainerFilter filter) {
            return filter.equals(DEAD) ? dead : all;
        }

        @Override
        public Container get(ContainerRef container) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Job act(ContainerRef container, ContainerAction action, boolean force) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Job remove(ContainerRef container, boolean force, boolean volumes) {
            throw new UnsupportedOperationException();
        }
    }
}
