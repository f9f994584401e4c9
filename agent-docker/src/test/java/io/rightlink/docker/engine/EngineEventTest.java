package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.docker.engine.EngineEvent.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EngineEventTest {

    @Test
    void isAboutAContainer() {
        assertThat(EngineEvent.of(JsonMapper.shared()
                        .readTree("{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"5e37\"}}")))
                .contains(new EngineEvent(Subject.CONTAINER, "start", "5e37"));
    }

    /** What isn't heard is seen at the next look. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\":\"pod\",\"Action\":\"start\",\"Actor\":{\"ID\":\"5e37\"}}",
                "{\"Action\":\"start\",\"Actor\":{\"ID\":\"5e37\"}}",
                "{\"Type\":null,\"Action\":\"start\",\"Actor\":{\"ID\":\"5e37\"}}",
                "{\"Type\":\"container\",\"Action\":\"start\"}",
                "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":null}",
                "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":\"5e37\"}",
                "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{}}",
                "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":null}}",
                "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":{}}}",
                "{\"Type\":\"network\",\"Action\":\"connect\",\"Actor\":{\"ID\":\"9\",\"Attributes\":null}}",
                "{\"message\":\"events are gone\"}",
                "[]",
                "null",
                "42"
            })
    void isAboutNothingThatIsKnown(String line) {
        assertThat(EngineEvent.of(JsonMapper.shared().readTree(line))).isEmpty();
    }

    @Test
    void needsNoActionToHaveAContainerLookedAt() {
        assertThat(EngineEvent.of(JsonMapper.shared()
                        .readTree("{\"Type\":\"container\",\"Action\":null,\"Actor\":{\"ID\":\"5e37\"}}")))
                .contains(new EngineEvent(Subject.CONTAINER, "", "5e37"));
    }
}
