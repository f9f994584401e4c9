package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.systemd.unit.UnitEvents.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitEventsTest {

    private static final State RUNNING = new State("active", "running");
    private static final State EXITED = new State("active", "exited");
    private static final State DEAD = new State("inactive", "dead");

    @Test
    void tellsANewStateOfAUnit() {
        assertThat(told(
                        Map.of("web.service", RUNNING, "db.service", RUNNING),
                        Map.of("web.service", EXITED, "db.service", RUNNING)))
                .containsExactly("unit Changed[name=web.service, activeState=active, subState=exited]");
    }

    @Test
    void tellsOfAUnitThatIsLoadedOnlyIfItIsActive() {
        assertThat(told(Map.of(), Map.of("web.service", RUNNING, "db.service", DEAD)))
                .containsExactly("unit Changed[name=web.service, activeState=active, subState=running]");
    }

    @Test
    void takesAUnitThatIsLoadedNoMoreForInactive() {
        assertThat(told(Map.of("web.service", RUNNING, "db.service", DEAD), Map.of()))
                .containsExactly("unit Changed[name=web.service, activeState=inactive, subState=dead]");
    }

    private static List<String> told(Map<String, State> before, Map<String, State> now) {
        List<String> told = new ArrayList<>();
        UnitEvents.publish(before, now, (type, data) -> told.add(type.label() + " " + data));
        return told;
    }
}
