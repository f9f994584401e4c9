package io.rightlink.monitoring.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.rightlink.monitoring.otlp.Instrument.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The points of one resource: values by instrument and attributes. For one thread at a time. */
final class Points {

    /** Attributes that are numbers; all others are text. */
    private static final String NUMBER = "cpu.logical_number";

    private final Map<Instrument, Map<Map<String, String>, Double>> values = new LinkedHashMap<>();

    /** Adds a value; to the one that is there, if two of the kernel's are one of OpenTelemetry's. */
    void add(Instrument instrument, Map<String, String> attributes, double value) {
        values.computeIfAbsent(instrument, _ -> new LinkedHashMap<>()).merge(attributes, value, Double::sum);
    }

    /**
     * Returns the metrics in protobuf's form.
     *
     * @param start since when the counters count, in seconds since the epoch; 0 if that isn't known
     * @param at when they were read
     */
    List<Metric> metrics(double start, long at) {
        return values.entrySet().stream()
                .map(metric -> metric(metric.getKey(), metric.getValue(), start, at))
                .toList();
    }

    private static Metric metric(
            Instrument instrument, Map<Map<String, String>, Double> values, double start, long at) {
        List<NumberDataPoint> points = values.entrySet().stream()
                .map(point -> NumberDataPoint.newBuilder()
                        .addAllAttributes(attributes(point.getKey()))
                        .setStartTimeUnixNano(instrument.kind() == Kind.GAUGE ? 0 : nanos(start))
                        .setTimeUnixNano(TimeUnit.SECONDS.toNanos(at))
                        .setAsDouble(point.getValue())
                        .build())
                .toList();
        Metric.Builder metric = Metric.newBuilder().setName(instrument.name()).setUnit(instrument.unit());
        if (instrument.kind() == Kind.GAUGE) {
            metric.setGauge(Gauge.newBuilder().addAllDataPoints(points));
        } else {
            metric.setSum(Sum.newBuilder()
                    .setIsMonotonic(instrument.kind() == Kind.COUNTER)
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addAllDataPoints(points));
        }
        return metric.build();
    }

    /** Returns attributes in protobuf's form. */
    static List<KeyValue> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> KeyValue.newBuilder()
                        .setKey(attribute.getKey())
                        .setValue(value(attribute.getKey(), attribute.getValue()))
                        .build())
                .toList();
    }

    private static AnyValue value(String key, String value) {
        return key.equals(NUMBER)
                ? AnyValue.newBuilder().setIntValue(Long.parseLong(value)).build()
                : AnyValue.newBuilder().setStringValue(value).build();
    }

    private static long nanos(double seconds) {
        return TimeUnit.SECONDS.toNanos((long) seconds);
    }
}
