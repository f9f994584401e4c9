package io.rightlink.docker.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.control.DockerLevel;
import java.util.List;
import java.util.function.Supplier;

/** The containers that have an init process now, paused ones too. Safe for any thread. */
final class EngineWorkloads implements Workloads {

    private final ContainerTable table;
    private final Supplier<DockerLevel> level;

    EngineWorkloads(ContainerTable table, Supplier<DockerLevel> level) {
        this.table = table;
        this.level = level;
    }

    @Override
    public List<Workload> running() {
        return table.workloads();
    }

    @Override
    public boolean monitored() {
        return level.get() == DockerLevel.ALL;
    }
}
