package io.rightlink.monitoring.container;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.container.ContainerSampler.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The containers, where a room is there that knows which run; without one they can't be measured, and that is said. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, HostAutoConfiguration.class})
public final class ContainerSamplingAutoConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    ContainerSampler containerSampler(ObjectProvider<Workloads> workloads, Rootfs rootfs, Clock clock) {
        Workloads known = workloads.getIfAvailable(() -> ContainerSamplingAutoConfiguration::unknown);
        return new ContainerSampler(new TimelyWorkloads(known, PATIENCE), rootfs, clock, Limits.ofThisProcess());
    }

    private static List<Workload> unknown() {
        throw new UnavailableException("docker-unavailable", "this agent has no room for containers");
    }
}
