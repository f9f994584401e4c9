package io.rightlink.docker.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import java.util.List;

/** The containers that have an init process now, paused ones too. Safe for any thread. */
final class EngineWorkloads implements Workloads {

    private final ContainerTable table;

    EngineWorkloads(ContainerTable table) {
        this.table = table;
    }

    @Override
    public List<Workload> running() {
        return table.workloads();
    }
}
