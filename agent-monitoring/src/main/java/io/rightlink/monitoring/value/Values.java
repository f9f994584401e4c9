package io.rightlink.monitoring.value;

import java.util.List;

/** All values under collectd's names, the agent's own and those received. Safe for any thread. */
public interface Values {

    /** What came of values that somebody brought. */
    enum Fate {
        TAKEN,
        /** They aren't newer than those that are known. */
        TOO_OLD,
        /** There are as many identifiers as are allowed, and this one is new. */
        TOO_MANY
    }

    /** Takes values: makes rates of them, keeps them as the latest, and hands them to every {@link ValueSink}. Doesn't block. */
    Fate take(Origin origin, ValueList values);

    /** Returns the latest reading of each identifier, in no order; one whose sender went silent is forgotten after a while. */
    List<Reading> latest();
}
