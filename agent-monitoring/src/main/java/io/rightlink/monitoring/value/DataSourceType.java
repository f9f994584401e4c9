package io.rightlink.monitoring.value;

import java.util.Locale;

/**
 * What the values of a data source mean.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/types.db.html">types.db(5)</a>
 */
public enum DataSourceType {
    /** A value of its own. */
    GAUGE,
    /** A signed count, of which the growth tells; it may also shrink. */
    DERIVE,
    /** An unsigned count that only grows, and wraps at 32 or 64 bits. */
    COUNTER,
    /** A count of what came since it was read before. */
    ABSOLUTE;

    /** Returns the name as collectd's JSON has it, {@code derive}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
