package io.rightlink.docker.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.control.DockerLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The containers that have an init process now, paused ones too. Safe for any thread. */
final class EngineWorkloads implements Workloads {

    private final ContainerTable table;
    private final EngineStatistics statistics;
    private final Supplier<DockerLevel> level;

    EngineWorkloads(ContainerTable table, EngineStatistics statistics, Supplier<DockerLevel> level) {
        this.table = table;
        this.statistics = statistics;
        this.level = level;
    }

    @Override
    public List<Workload> running() {
        return table.workloads();
    }

    @Override
    public Map<String, WorkloadStatistics> statistics(Collection<String> ids, Duration patience) {
        return statistics.of(ids, patience);
    }

    @Override
    public boolean monitored() {
        return level.get() == DockerLevel.ALL;
    }
}
