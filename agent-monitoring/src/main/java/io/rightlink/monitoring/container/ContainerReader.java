package io.rightlink.monitoring.container;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.SampleTable;

/** Reads one kind of figures of a container's control group. Stateless; safe for any thread. */
interface ContainerReader {
    /** Adds what there is, under {@code container}'s labels, and says in the table what can't be read. */
    void read(ContainerCgroup cgroup, Labels container, SampleTable into);
}
