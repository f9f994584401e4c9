package io.rightlink.docker.engine;

import io.rightlink.core.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether the engine answers, which it is, and whether all of its events were heard; unknown where there is none. */
final class EngineHealthIndicator extends AbstractHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;
    private final EngineWatch watch;

    EngineHealthIndicator(Engine engine, EngineWatch watch) {
        this.engine = engine;
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Optional<String> absence = engine.absence();
        if (absence.isPresent()) {
            builder.unknown().withDetail("reason", absence.get());
            return;
        }
        try {
            builder.up().withDetails(engine.describe(PATIENCE).details());
        } catch (ProblemException e) {
            builder.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
        watch.gap().ifPresent(gap -> builder.withDetail("gap", gap.words()));
        watch.pastGap().ifPresent(gap -> builder.withDetail("lastGap", gap.words()));
    }
}
