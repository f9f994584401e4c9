package io.rightlink.monitoring.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.SampleTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was measured, as a request of OpenTelemetry's protocol: one resource for the host, and one for each container. What OpenTelemetry
 * has no name for isn't in it. Stateless; safe for any thread.
 */
final class OtlpTable {

    /** {@code /docker/6d25…}, or {@code /system.slice/docker-6d25….scope}. */
    private static final Pattern CONTAINER_ID = Pattern.compile("([0-9a-f]{64})(?:\\.scope)?$");

    private static final InstrumentationScope SCOPE =
            InstrumentationScope.newBuilder().setName("io.rightlink.monitoring").build();

    private final OtlpResource host;

    OtlpTable(OtlpResource host) {
        this.host = host;
    }

    ExportMetricsServiceRequest request(Instant at, SampleTable samples) {
        Map<String, Map<Labels, Double>> families = new HashMap<>();
        samples.families().forEach((family, values) -> families.put(family.name(), values));
        Derived derived = new Derived(families);
        Points ofHost = new Points();
        Map<Map<String, String>, Points> ofContainers = new LinkedHashMap<>();
        Rule.HOST.forEach((name, rule) -> families.getOrDefault(name, Map.of())
                .forEach((labels, value) -> ofHost.add(rule.instrument(), rule.attributes(labels), value)));
        derived.addTo(ofHost, at.getEpochSecond());
        Rule.CONTAINER.forEach(
                (name, rule) -> families.getOrDefault(name, Map.of()).forEach((labels, value) -> ofContainers
                        .computeIfAbsent(container(labels), _ -> new Points())
                        .add(rule.instrument(), rule.attributes(labels), value)));

        Map<String, String> resource = host.attributes();
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(metrics(resource, ofHost, derived.booted().orElse(0.0), at));
        ofContainers.forEach((container, points) -> {
            Map<String, String> attributes = new LinkedHashMap<>(resource);
            attributes.putAll(container);
            request.addResourceMetrics(metrics(attributes, points, 0, at));
        });
        return request.build();
    }

    private static ResourceMetrics metrics(Map<String, String> resource, Points points, double start, Instant at) {
        return ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(Points.attributes(resource)))
                .addScopeMetrics(ScopeMetrics.newBuilder()
                        .setScope(SCOPE)
                        .addAllMetrics(points.metrics(start, at.getEpochSecond())))
                .build();
    }

    private static Map<String, String> container(Labels labels) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            switch (labels.name(i)) {
                case "id" -> {
                    Matcher id = CONTAINER_ID.matcher(labels.value(i));
                    if (id.find()) {
                        attributes.put("container.id", id.group(1));
                    }
                }
                case "name" -> attributes.put("container.name", labels.value(i));
                case "image" -> attributes.put("container.image.name", labels.value(i));
                default -> {
                    // of the sample, not of the container
                }
            }
        }
        return attributes;
    }
}
