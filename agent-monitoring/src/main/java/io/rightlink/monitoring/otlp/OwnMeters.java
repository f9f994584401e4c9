package io.rightlink.monitoring.otlp;

import io.micrometer.registry.otlp.AggregationTemporality;
import io.micrometer.registry.otlp.CompressionMode;
import io.micrometer.registry.otlp.OtlpConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the agent's own meters are pushed: as these settings say, and nothing of the process's {@code OTEL_*} variables. */
record OwnMeters(OtlpSettings settings, Map<String, String> resourceAttributes) implements OtlpConfig {

    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public boolean enabled() {
        return settings.url() != null;
    }

    @Override
    public String url() {
        return String.valueOf(settings.url());
    }

    @Override
    public Duration step() {
        return settings.every();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public AggregationTemporality aggregationTemporality() {
        return AggregationTemporality.CUMULATIVE;
    }

    /** The sender compresses. */
    @Override
    public CompressionMode compressionMode() {
        return CompressionMode.NONE;
    }
}
