package io.rightlink.monitoring.otlp;

import io.rightlink.core.host.Host;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the metrics are of: this host, told by this agent. Safe for any thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/resource/host/">Host resources</a>
 */
final class OtlpResource {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpResource.class);

    private final Host host;

    OtlpResource(Host host) {
        this.host = host;
    }

    /** Reads the host's name anew; where it can't be read there is no {@code host.name}. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("service.name", "rightlink");
        attributes.put("os.type", "linux");
        hostname().ifPresent(name -> attributes.put("host.name", name));
        return attributes;
    }

    private Optional<String> hostname() {
        try {
            return host.describe().hostname();
        } catch (UncheckedIOException e) {
            LOG.warn("Cannot tell whose metrics are pushed: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
