package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.RecordedEngine;
import io.rightlink.docker.engine.Recording;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Recording.class)
class EngineWorkloadsTest {

    @RegisterExtension
    final RecordedEngine recorded;

    @RegisterExtension
    final Tables tables = new Tables();

    private final Recording recording;

    EngineWorkloadsTest(Recording recording) {
        this.recording = recording;
        this.recorded = new RecordedEngine(recording);
    }

    @Test
    void areTheContainersThatHaveAProcess() {
        assertThat(workloads().running())
                .extracting(Workload::name)
                .as("restarting has none at the moment")
                .containsExactlyInAnyOrder("web", "paused", "oldapp");
    }

    @Test
    void sayWhatOtherRoomsNeedToKnow() {
        assertThat(workloads().running())
                .filteredOn(workload -> workload.name().equals("web"))
                .singleElement()
                .satisfies(web -> {
                    assertThat(web.id()).isEqualTo(recording.idOf("web"));
                    assertThat(web.image()).isEqualTo("rightlink-testbed/busybox");
                    assertThat(web.initPid())
                            .isEqualTo(recording
                                    .container("web")
                                    .get("State")
                                    .get("Pid")
                                    .asLong());
                    assertThat(web.networkMode()).isEqualTo("shop");
                    assertThat(web.addresses()).isEqualTo(List.of("172.19.0.2"));
                    assertThat(web.labels()).contains(entry("tier", "front"));
                    assertThat(web.health()).contains("healthy");
                    assertThat(web.startedAt())
                            .contains(Instant.parse(recording
                                    .container("web")
                                    .get("State")
                                    .get("StartedAt")
                                    .asString()));
                });
    }

    /** Older engines say "default" of what newer ones call by its name. */
    @Test
    void areOnTheBridgeUnlessTheyWereGivenAnotherNetwork() {
        assertThat(workloads().running())
                .filteredOn(workload -> !workload.name().equals("web"))
                .extracting(Workload::networkMode)
                .containsExactly("bridge", "bridge");
    }

    @Test
    void leaveOutAContainerThatDiesWhileItIsLookedAt() {
        recorded.says(inspectionOf("web"), 404, "{\"message\":\"No such container: web\"}");
        recorded.says(inspectionOf("paused"), 200, recording.container("exited").toString());
        assertThat(workloads().running()).extracting(Workload::name).containsExactly("oldapp");
    }

    @Test
    void areUnknownWhenOneOfThemCannotBeDescribed() {
        recorded.says(inspectionOf("web"), 500, "{\"message\":\"layer not known\"}");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> workloads().running())
                .withMessage("Cannot tell which containers run: Docker failed: layer not known");
    }

    @Test
    void areUnknownWhenTheEngineFails() {
        Engine engine = recorded.engine();
        recorded.server().stop();
        Workloads workloads = Tables.workloads(engine, tables.following(engine, Clock.systemUTC()));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(workloads::running);
    }

    private String inspectionOf(String name) {
        return recorded.api() + "/containers/" + recording.idOf(name) + "/json";
    }

    private Workloads workloads() {
        Engine engine = recorded.engine();
        return Tables.workloads(engine, tables.following(engine, Clock.systemUTC()));
    }
}
