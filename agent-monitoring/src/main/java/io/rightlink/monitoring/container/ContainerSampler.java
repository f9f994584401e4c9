package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Measures the containers that run. One that ends meanwhile is left out, with all that was read of it: its process id may be
 * another's already. Stateless; safe for any thread.
 */
final class ContainerSampler implements Sampler {

    private static final MetricFamily LAST_SEEN =
            gauge("container_last_seen", "When the container was last seen, in seconds since the epoch.");

    private final List<ContainerReader> readers = List.of(new CpuReader(), new MemoryReader(), new PidsReader());
    private final NetworkReader network;
    private final Workloads workloads;
    private final Rootfs rootfs;
    private final Clock clock;

    ContainerSampler(Workloads workloads, Rootfs rootfs, Clock clock) {
        this.workloads = workloads;
        this.rootfs = rootfs;
        this.clock = clock;
        this.network = new NetworkReader(rootfs);
    }

    @Override
    public String name() {
        return "container";
    }

    @Override
    public MonitoringLevel level() {
        return MonitoringLevel.ALL;
    }

    @Override
    public void sample(SampleTable into) {
        List<Workload> running = workloads.monitored() ? workloads.running() : List.of();
        if (!running.isEmpty()) {
            CgroupMounts mounts = CgroupMounts.read(rootfs, into);
            running.forEach(workload -> sample(workload, mounts, into));
        }
    }

    private void sample(Workload workload, CgroupMounts mounts, SampleTable into) {
        SampleTable found = new SampleTable();
        Optional<ContainerCgroup> before = ContainerCgroup.find(rootfs, mounts, workload, found);
        before.ifPresent(cgroup -> read(workload, cgroup, found));
        Optional<ContainerCgroup> after = ContainerCgroup.find(rootfs, mounts, workload, new SampleTable());
        if (before.isPresent() && after.filter(before.get()::isSame).isPresent()) {
            into.addAll(found);
        }
    }

    private void read(Workload workload, ContainerCgroup cgroup, SampleTable found) {
        Optional<String> id = cgroup.id();
        if (id.isEmpty()) {
            found.unreadable("Cannot measure container '" + workload.name()
                    + "': the agent doesn't see its control group; does the agent run with --cgroupns=host?");
            return;
        }
        Labels labels = Labels.of("id", id.get(), "name", workload.name(), "image", workload.image());
        readers.forEach(reader -> reader.read(cgroup, labels, found));
        network.read(workload, labels, found);
        found.add(LAST_SEEN, labels, (double) clock.instant().getEpochSecond());
    }
}
