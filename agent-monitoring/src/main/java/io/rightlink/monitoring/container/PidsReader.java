package io.rightlink.monitoring.container;

import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;

/**
 * Reads how many tasks a container has. The kernel counts threads there, which is what cAdvisor calls them, too. Counting processes
 * would have the kernel list them all.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#pid-interface-files">PID interface files</a>
 */
final class PidsReader implements ContainerReader {

    static final MetricFamily THREADS =
            MetricFamily.gauge("container_threads", "Threads of all the container's processes.");

    private final KeptFile current;

    PidsReader(ContainerFiles files) {
        this.current = files.of("pids", "pids.current");
    }

    @Override
    public void read(Figures into) throws IOException {
        into.add(THREADS, current.number(into.buffer(), into.told()));
    }
}
