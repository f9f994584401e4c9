package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.systemd.bus.UnitProperties;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what GetAll answered on Debian 12; {@code busctl --json=short} wrote it down. */
class UnitPropertiesTest {

    private static final Path RECORDED = Path.of("src/test/resources/systemd-252");

    @Test
    void readsARunningService() throws IOException {
        Unit docker = Unit.of(recorded("docker.service", "Service"), null);

        assertThat(docker.summary())
                .isEqualTo(new UnitSummary(
                        "docker.service",
                        "Docker Application Container Engine",
                        "loaded",
                        "active",
                        "running",
                        "enabled",
                        "/lib/systemd/system/docker.service"));
        assertThat(docker.result()).isEqualTo("success");
        assertThat(docker.mainPid()).isEqualTo(74);
        assertThat(docker.restarts()).isZero();
        assertThat(docker.exitStatus()).isNull();
        assertThat(docker.memoryBytes()).isEqualTo(174_850_048);
        assertThat(docker.cpuSeconds()).as("isn't accounted for").isNull();
        assertThat(docker.activeSince())
                .isBetween(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(docker.dependencies().requires()).contains("docker.socket").isSorted();
        assertThat(docker.dependencies().requiredBy()).containsExactly("rightlink.service");
    }

    @Test
    void readsHowAServiceFailed() throws IOException {
        Unit failed = Unit.of(recorded("failed.service", "Service"), null);

        assertThat(failed.summary().activeState()).isEqualTo("failed");
        assertThat(failed.summary().unitFileState()).isEqualTo("transient");
        assertThat(failed.result()).isEqualTo("exit-code");
        assertThat(failed.exitStatus()).isEqualTo(3);
        assertThat(failed.mainPid()).isNull();
        assertThat(failed.activeSince()).isNull();
        assertThat(failed.memoryBytes()).isNull();
    }

    @Test
    void leavesOutWhatATargetDoesNotHave() throws IOException {
        Unit target = Unit.of(recorded("multi-user.target", "Target"), null);

        assertThat(target.summary().activeState()).isEqualTo("active");
        assertThat(target.result()).isNull();
        assertThat(target.restarts()).isNull();
        assertThat(target.exitStatus()).isNull();
        assertThat(target.activeSince()).isNotNull();
        assertThat(target.dependencies().wants()).contains("docker.service");
    }

    @Test
    void tellsAMissingUnitFromAnInactiveOne() throws IOException {
        assertThat(recorded("missing.service", "Service").notFound()).isTrue();
        assertThat(recorded("skipped.service", "Service").notFound()).isFalse();
    }

    @Test
    void tellsAUnitThatItsConditionSkippedFromOneThatWasNeverTried() throws IOException {
        assertThat(recorded("skipped.service", "Service").skippedByCondition()).isTrue();
        assertThat(recorded("missing.service", "Service").skippedByCondition()).isFalse();
        assertThat(recorded("docker.service", "Service").skippedByCondition()).isFalse();
    }

    @Test
    void readsProcessorTimeInSeconds() {
        Map<String, Variant<?>> nanos = Map.of("CPUUsageNSec", new Variant<>(new UInt64("1500000000")));

        assertThat(Unit.of(new UnitProperties(Map.of(), nanos), null).cpuSeconds())
                .isEqualTo(1.5);
    }

    @Test
    void leavesOutWhatSystemdDoesNotTell() {
        Unit unit = Unit.of(new UnitProperties(Map.of(), Map.of()), null);

        assertThat(unit)
                .isEqualTo(new Unit(
                        new UnitSummary("", "", "", "", "", null, null),
                        List.of(),
                        List.of(),
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Unit.Dependencies(List.of(), List.of(), List.of(), List.of())));
    }

    private static UnitProperties recorded(String unit, String type) throws IOException {
        JsonNode answer = JsonMapper.shared().readTree(RECORDED.resolve(unit + ".json"));
        return new UnitProperties(variants(answer.get("Unit")), variants(answer.get(type)));
    }

    private static Map<String, Variant<?>> variants(JsonNode properties) {
        Map<String, Variant<?>> variants = new LinkedHashMap<>();
        properties.properties().forEach(property -> variants.put(property.getKey(), variant(property.getValue())));
        return variants;
    }

    private static Variant<?> variant(JsonNode value) {
        JsonNode data = value.get("data");
        return switch (value.get("type").asString()) {
            case "s" -> new Variant<>(data.asString());
            case "b" -> new Variant<>(data.asBoolean());
            case "i" -> new Variant<>(data.asInt());
            case "u" -> new Variant<>(new UInt32(data.asLong()));
            case "t" -> new Variant<>(new UInt64(new BigInteger(data.asString()).toString()));
            case "as" ->
                new Variant<>(data.valueStream().map(JsonNode::asString).toList(), "as");
            default -> throw new IllegalArgumentException(value.toString());
        };
    }
}
