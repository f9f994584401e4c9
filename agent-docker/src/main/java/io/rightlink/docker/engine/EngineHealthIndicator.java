package io.rightlink.docker.engine;

import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionPlatform;
import io.rightlink.core.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether the engine answers, and which it is; unknown where there is none. */
final class EngineHealthIndicator extends AbstractHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;

    EngineHealthIndicator(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Optional<String> absence = engine.absence();
        if (absence.isPresent()) {
            builder.unknown().withDetail("reason", absence.get());
            return;
        }
        try {
            describe(builder.up(), engine.ask(PATIENCE, docker -> docker.versionCmd()
                    .exec()));
        } catch (ProblemException e) {
            builder.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
    }

    private static void describe(Health.Builder builder, Version version) {
        detail(builder, "version", version.getVersion());
        detail(builder, "apiVersion", version.getApiVersion());
        detail(
                builder,
                "name",
                Optional.ofNullable(version.getPlatform())
                        .map(VersionPlatform::getName)
                        .orElse(null));
        detail(builder, "os", version.getOperatingSystem());
        detail(builder, "architecture", version.getArch());
    }

    private static void detail(Health.Builder builder, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            builder.withDetail(name, value);
        }
    }
}
