package io.rightlink.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Host;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.store.Store;
import io.rightlink.core.testing.AssembledAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/** Core as an application assembles it. */
class CoreRoomTest {

    @TempDir
    Path state;

    @TempDir
    Path rootfs;

    @Test
    void offersWhatEveryRoomStandsOn() {
        AssembledAgent.in(state).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Store.class)
                .hasSingleBean(Jobs.class)
                .hasSingleBean(Host.class));
    }

    @Test
    void namesTheRoleOfEveryEndpoint() {
        AssembledAgent.in(state).run(context -> assertThat(AssembledAgent.endpoints(context, "io.rightlink.core"))
                .containsExactly(
                        "DELETE /v1/jobs/{id} OPERATE",
                        "DELETE /v1/tokens/{name} ADMIN",
                        "GET /v1/audit ADMIN",
                        "GET /v1/audit/verify ADMIN",
                        "GET /v1/events READ",
                        "GET /v1/host READ",
                        "GET /v1/jobs/{id} READ",
                        "GET /v1/tokens ADMIN",
                        "POST /v1/tokens ADMIN"));
    }

    @Test
    void isHealthyOnceItSeesTheHostAndCanWrite() throws IOException {
        Files.createDirectory(rootfs.resolve("proc"));
        Files.writeString(rootfs.resolve("proc/stat"), "btime 1\n");

        AssembledAgent.in(state)
                .withPropertyValues("rightlink.rootfs=" + rootfs)
                .run(context -> {
                    assertThat(status(context, "storeHealthIndicator")).isEqualTo(Status.UP);
                    assertThat(status(context, "diskHealthIndicator")).isEqualTo(Status.UP);
                    assertThat(status(context, "hostFilesHealthIndicator")).isEqualTo(Status.UP);
                });
    }

    @Test
    void isUnhealthyWhereItDoesNotSeeTheHost() {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.rootfs=" + rootfs)
                .run(context ->
                        assertThat(status(context, "hostFilesHealthIndicator")).isEqualTo(Status.DOWN));
    }

    @Test
    void doesNotStartOnAStateDirectoryThatAnotherOneUses() {
        AssembledAgent.in(state).run(_ -> AssembledAgent.in(state).run(second -> assertThat(second)
                .getFailure()
                .rootCause()
                .hasMessageContaining("uses the state directory " + state)));
    }

    private static Status status(ApplicationContext context, String name) {
        return Objects.requireNonNull(
                        context.getBean(name, HealthIndicator.class).health())
                .getStatus();
    }
}
