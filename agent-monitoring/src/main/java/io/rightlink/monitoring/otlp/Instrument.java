package io.rightlink.monitoring.otlp;

/**
 * One of OpenTelemetry's metrics.
 *
 * @param unit in the form of <a href="https://ucum.org/ucum">UCUM</a>, {@code By}
 */
record Instrument(String name, String unit, Kind kind) {

    /** How its values follow each other, and whether adding them up over attributes makes sense. */
    enum Kind {
        /** Only grows. */
        COUNTER,
        /** Goes up and down; the sum over its attributes is a whole. */
        UP_DOWN_COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    static Instrument counter(String name, String unit) {
        return new Instrument(name, unit, Kind.COUNTER);
    }

    static Instrument upDownCounter(String name, String unit) {
        return new Instrument(name, unit, Kind.UP_DOWN_COUNTER);
    }

    static Instrument gauge(String name, String unit) {
        return new Instrument(name, unit, Kind.GAUGE);
    }
}
