package io.rightlink.monitoring.container;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;

/**
 * Reads how many tasks a container has. The kernel counts threads there, which is what cAdvisor calls them, too. Stateless; safe for
 * any thread.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#pid-interface-files">PID interface files</a>
 */
final class PidsReader implements ContainerReader {

    private static final MetricFamily THREADS =
            MetricFamily.gauge("container_threads", "Threads of all the container's processes.");

    @Override
    public void read(ContainerCgroup cgroup, Labels container, SampleTable into) {
        cgroup.count("pids", "pids.current", into).ifPresent(threads -> into.add(THREADS, container, threads));
    }
}
