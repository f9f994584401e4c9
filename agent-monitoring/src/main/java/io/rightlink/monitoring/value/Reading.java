package io.rightlink.monitoring.value;

import java.util.List;

/**
 * Values, and how fast they grow.
 *
 * @param rates of each value: a gauge's is the value itself, that of what is counted is per second; NaN where it isn't known yet, was
 *     undefined, or is out of its bounds
 */
public record Reading(Origin origin, ValueList values, List<Double> rates) {}
