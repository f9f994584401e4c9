package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageEventsTest {

    private final List<String> told = new ArrayList<>();
    private final ImageEvents events = new ImageEvents((type, data) -> told.add(type.label() + " " + data));

    @Test
    void tellsWhatIsNewAndWhatIsGone() {
        events.publish(List.of(image("one", "a:1")), List.of(image("two", "b:1")));

        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("image ").contains("id=two", "tags=[b:1]");
        assertThat(told.getLast()).startsWith("image-removed ").contains("id=one");
    }

    @Test
    void tellsBothImagesOfATagThatHasMoved() {
        events.publish(
                List.of(image("old", "a:1"), image("new")), List.of(image("old"), image("new", "a:1"), image("other")));

        assertThat(told)
                .satisfiesExactly(
                        old -> assertThat(old).contains("id=old", "tags=[]"),
                        moved -> assertThat(moved).contains("id=new", "tags=[a:1]"),
                        other -> assertThat(other).contains("id=other"));
    }

    @Test
    void saysNothingOfWhatIsAsItWas() {
        events.publish(List.of(image("one", "a:1"), image("two")), List.of(image("two"), image("one", "a:1")));

        assertThat(told).isEmpty();
    }

    private static Image image(String id, String... tags) {
        return new Image(id, List.of(tags), List.of(), 1, Optional.empty(), 0);
    }
}
