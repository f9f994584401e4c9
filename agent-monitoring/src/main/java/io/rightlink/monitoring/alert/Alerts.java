package io.rightlink.monitoring.alert;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.alert.AlertRules;
import io.rightlink.core.listing.Listing;

/** The alerts that are looked at on this host; they are kept over restarts. Safe for any thread. */
public interface Alerts extends AlertRules {

    /** What came of defining an alert. */
    record Definition(boolean created, Alert alert) {}

    /** Returns all alerts, by name. */
    Listing<Alert> list();

    /**
     * Returns an alert.
     *
     * @throws io.rightlink.core.problem.NotFoundException if there is none of this name
     */
    Alert get(String name);

    /**
     * Defines an alert, or defines it anew; with another clause it begins anew, too. It is on disk when this returns.
     *
     * @throws io.rightlink.core.problem.InvalidException if its clause can't be read
     * @throws io.rightlink.core.problem.ConflictException if it is of a set, or there are too many
     */
    Definition put(AlertRule rule);

    /**
     * Deletes an alert.
     *
     * @throws io.rightlink.core.problem.NotFoundException if there is none of this name
     * @throws io.rightlink.core.problem.ConflictException if it is of a set
     */
    void delete(String name);
}
