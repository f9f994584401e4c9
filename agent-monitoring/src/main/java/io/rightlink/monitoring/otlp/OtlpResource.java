package io.rightlink.monitoring.otlp;

import io.rightlink.core.host.Host;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the metrics are of: this host, told by this agent. Safe for any thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/resource/host/">Host resources</a>
 */
final class OtlpResource {

    private final Host host;

    OtlpResource(Host host) {
        this.host = host;
    }

    /** Reads the host's name anew, without which there is no {@code host.name}. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("service.name", "rightlink");
        attributes.put("os.type", "linux");
        host.describe().hostname().ifPresent(name -> attributes.put("host.name", name));
        return attributes;
    }
}
