package io.rightlink.monitoring.otlp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Where to push what is measured.
 *
 * @param url {@code http://collector:4318/v1/metrics}, whole; nothing is pushed without
 * @param headersFile what authenticates the agent there, a {@code Name: value} on each line; read at each push
 * @param every how often, whole seconds, at least the 10 s in which the agent measures
 * @param timeout how long a push may take
 */
@ConfigurationProperties("rightlink.monitoring.otlp")
public record OtlpSettings(
        @Nullable URI url,
        @Nullable Path headersFile,
        @DefaultValue("60s") Duration every,
        @DefaultValue("5s") Duration timeout) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    public OtlpSettings {
        if (url != null) {
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            // not shown: what is before an @ may be a password
            Assert.isTrue(
                    http && url.getHost() != null && url.getRawUserInfo() == null,
                    "rightlink.monitoring.otlp.url must be http://HOST:PORT/v1/metrics or https://…, without a user: see headers-file");
        }
        Assert.isTrue(
                every.compareTo(SHORTEST) >= 0 && every.toNanosPart() == 0,
                "rightlink.monitoring.otlp.every must be whole seconds, at least " + SHORTEST.toSeconds() + "s");
        Assert.isTrue(timeout.isPositive(), "rightlink.monitoring.otlp.timeout must be positive");
    }
}
