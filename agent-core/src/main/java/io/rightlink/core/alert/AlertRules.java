package io.rightlink.core.alert;

import java.util.List;

/** The alerts that are watched on this host, for those who define sets of them. Safe for any thread. */
@FunctionalInterface
public interface AlertRules {

    /**
     * Makes {@code rules} all that there is of a source: what isn't among them is deleted, and what stays the same goes on as it stood.
     * All of it or, if this throws, nothing.
     *
     * @param source who defines them, {@code server-template}
     * @throws io.rightlink.core.problem.InvalidException if a clause can't be read, or two have the same name
     * @throws io.rightlink.core.problem.ConflictException if a name is taken by another source, or there are too many
     */
    void replace(String source, List<AlertRule> rules);
}
