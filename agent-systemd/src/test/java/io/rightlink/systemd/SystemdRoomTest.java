package io.rightlink.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The room as an application assembles it, on a host without systemd. */
class SystemdRoomTest {

    @TempDir
    Path state;

    @Test
    void offersItsFacades() {
        room().run(context ->
                assertThat(context).hasNotFailed().hasSingleBean(Units.class).hasSingleBean(SystemBus.class));
    }

    @Test
    void namesTheRoleOfEveryEndpoint() {
        room().run(context -> assertThat(AssembledAgent.endpoints(context, "io.rightlink.systemd"))
                .containsExactly(
                        "DELETE /v1/units/{name} ADMIN",
                        "DELETE /v1/units/{name}/drop-ins/{dropIn} ADMIN",
                        "GET /v1/units READ",
                        "GET /v1/units/{name} READ",
                        "GET /v1/units/{name}/journal READ",
                        "POST /v1/units/{name}/disable OPERATE",
                        "POST /v1/units/{name}/enable OPERATE",
                        "POST /v1/units/{name}/reload OPERATE",
                        "POST /v1/units/{name}/restart OPERATE",
                        "POST /v1/units/{name}/start OPERATE",
                        "POST /v1/units/{name}/stop OPERATE",
                        "PUT /v1/units/{name} ADMIN",
                        "PUT /v1/units/{name}/drop-ins/{dropIn} ADMIN"));
    }

    @Test
    void knowsThatSomeHostsHaveNoSystemd() {
        room().run(context -> {
            Health health = health(context);

            assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(health.getDetails()).containsKey("reason");
        });
    }

    @Test
    void isDownWhereThereIsABusThatHangsUp() throws IOException {
        try (ServerSocketChannel bus = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            bus.bind(UnixDomainSocketAddress.of(socket()));
            Thread.startVirtualThread(() -> hangUp(bus));

            room().run(context -> assertThat(health(context).getStatus()).isEqualTo(Status.DOWN));
        }
    }

    private WebApplicationContextRunner room() {
        return AssembledAgent.in(state).withPropertyValues("rightlink.systemd.bus-socket=" + socket());
    }

    private Path socket() {
        return state.resolve("bus");
    }

    private static Health health(ApplicationContext context) {
        return Objects.requireNonNull(
                context.getBean("systemdHealthIndicator", HealthIndicator.class).health());
    }

    private static void hangUp(ServerSocketChannel bus) {
        try {
            while (true) {
                bus.accept().close();
            }
        } catch (IOException e) {
            // the test is over
        }
    }
}
