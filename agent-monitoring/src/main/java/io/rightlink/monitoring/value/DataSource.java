package io.rightlink.monitoring.value;

/**
 * One of the values of a type.
 *
 * @param name {@code value}, {@code rx}
 * @param min the least value, or rate of what is counted, that can be true; negative infinity if there is no bound
 * @param max the greatest; infinity if there is no bound
 */
public record DataSource(String name, DataSourceType type, double min, double max) {

    /** Makes a data source without bounds. */
    public DataSource(String name, DataSourceType type) {
        this(name, type, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
