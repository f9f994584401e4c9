package io.rightlink.docker.container;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.engine.DockerSettings;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The containers of this host, their part of the API, and what other rooms learn of them. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            HostAutoConfiguration.class,
            JobAutoConfiguration.class,
            EngineAutoConfiguration.class
        })
public final class ContainerAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerAutoConfiguration.class);

    @Bean
    OwnContainer ownContainer(Rootfs host) {
        OwnContainer own = OwnContainer.find(new Rootfs(Path.of("/")));
        if (host.inContainer() && own.id().isEmpty()) {
            LOG.warn("Cannot find the agent's own container in /proc/self: it won't be spared from stop and kill");
        }
        return own;
    }

    @Bean
    Inspector inspector(Engine engine, DockerSettings settings, Clock clock) {
        return new Inspector(engine, settings.callTimeout(), clock);
    }

    @Bean
    Containers containers(Engine engine, Inspector inspector, OwnContainer own, Jobs jobs) {
        return new EngineContainers(engine, inspector, own, jobs);
    }

    @Bean
    Workloads workloads(Inspector inspector) {
        return new EngineWorkloads(inspector);
    }

    @Bean
    ContainerController containerController(Containers containers) {
        return new ContainerController(containers);
    }
}
