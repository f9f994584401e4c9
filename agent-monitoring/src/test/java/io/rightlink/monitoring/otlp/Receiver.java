package io.rightlink.monitoring.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A receiver of OpenTelemetry's protocol, as far as it is HTTP with protobuf. Safe for any thread. */
final class Receiver implements AutoCloseable {

    /** What came, with its headers. */
    record Push(Map<String, List<String>> headers, ExportMetricsServiceRequest request) {

        /** Returns the values by {@code container.cpu.time{container.name=web,cpu.mode=user}}, the attributes of the resource included. */
        Map<String, Double> values() {
            Map<String, Double> values = new TreeMap<>();
            request.getResourceMetricsList().forEach(of -> metrics(of).forEach(metric -> points(metric)
                    .forEach(point -> values.put(metric.getName() + attributes(of, point), point.getAsDouble()))));
            return values;
        }

        Metric metric(String name) {
            return request.getResourceMetricsList().stream()
                    .flatMap(of -> metrics(of).stream())
                    .filter(metric -> metric.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private static List<Metric> metrics(ResourceMetrics of) {
            return of.getScopeMetricsList().stream()
                    .flatMap(scope -> scope.getMetricsList().stream())
                    .toList();
        }

        private static List<NumberDataPoint> points(Metric metric) {
            return metric.hasGauge()
                    ? metric.getGauge().getDataPointsList()
                    : metric.getSum().getDataPointsList();
        }

        private static String attributes(ResourceMetrics of, NumberDataPoint point) {
            Map<String, String> all = new TreeMap<>();
            of.getResource().getAttributesList().forEach(attribute -> all.put(attribute.getKey(), text(attribute)));
            point.getAttributesList().forEach(attribute -> all.put(attribute.getKey(), text(attribute)));
            return all.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(",", "{", "}"));
        }

        private static String text(KeyValue attribute) {
            AnyValue value = attribute.getValue();
            return value.hasIntValue() ? "#" + value.getIntValue() : value.getStringValue();
        }
    }

    private final HttpServer server;
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Supplier<Integer> answer = () -> 200;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            int status = answer.get();
            if (status == 200) {
                pushes.add(new Push(
                        Map.copyOf(exchange.getRequestHeaders()),
                        ExportMetricsServiceRequest.parseFrom(new GZIPInputStream(exchange.getRequestBody()))));
            }
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics");
    }

    /** Has it answer what this returns; it may block. */
    void answer(Supplier<Integer> status) {
        answer = status;
    }

    /** Returns how many requests came, whatever the answer. */
    int asked() {
        return asked.get();
    }

    List<Push> pushes() {
        return pushes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
