package io.rightlink.docker.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class EngineHealthIndicatorTest {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @Test
    void isUpAndSaysWhichEngineItIs() {
        Health health = healthOf(recorded.engine());
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("version", "20.10.24+dfsg1")
                .containsEntry("apiVersion", "1.41")
                .containsEntry("os", "linux")
                .containsEntry("architecture", "amd64")
                .as("Debian's engine has no name")
                .doesNotContainKey("name");
    }

    @Test
    void isUnknownWhereThereIsNoDocker() {
        Health health = healthOf(Engines.at(URI.create("unix:///nonexistent/docker.sock"), Duration.ofSeconds(10)));
        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.getDetails()).hasEntrySatisfying("reason", reason -> assertThat(reason.toString())
                .contains("there is no socket /nonexistent/docker.sock"));
    }

    @Test
    void isDownWhereDockerDoesNotAnswerAndSaysSoWithinThreeSeconds() {
        recorded.server()
                .stubFor(get("/_ping")
                        .atPriority(1)
                        .willReturn(jsonResponse("{}", 200).withFixedDelay(60_000)));
        long before = System.nanoTime();
        Health health = healthOf(recorded.engine());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).hasEntrySatisfying("reason", reason -> assertThat(reason.toString())
                .endsWith("no answer within 2 s"));
    }

    @Test
    void isDownWhereDockerFails() {
        recorded.says("/_ping", 500, "{\"message\":\"layer does not exist\"}");
        Health health = healthOf(recorded.engine());
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("reason", "Docker failed: layer does not exist");
    }

    private static Health healthOf(Engine engine) {
        return Engines.health(engine).health();
    }
}
