package io.rightlink.docker.container;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.container.Inspector.Survey;
import java.util.List;
import java.util.Optional;

/** The containers that have an init process now, paused ones too. Safe for any thread. */
final class EngineWorkloads implements Workloads {

    private final Inspector inspector;

    EngineWorkloads(Inspector inspector) {
        this.inspector = inspector;
    }

    @Override
    public List<Workload> running() {
        Survey survey = inspector.survey(false);
        survey.gap().ifPresent(reason -> {
            throw new UnavailableException("docker-unavailable", "Cannot tell which containers run: " + reason);
        });
        return survey.inspections().stream()
                .map(Inspection::toWorkload)
                .flatMap(Optional::stream)
                .toList();
    }
}
