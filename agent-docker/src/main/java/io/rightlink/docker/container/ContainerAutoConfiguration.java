package io.rightlink.docker.container;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.control.ControlAutoConfiguration;
import io.rightlink.docker.control.DockerControl;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import io.rightlink.docker.engine.EngineWatch;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The containers of this host, their part of the API, and what other rooms learn of them. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            EventAutoConfiguration.class,
            HostAutoConfiguration.class,
            JobAutoConfiguration.class,
            EngineAutoConfiguration.class,
            ControlAutoConfiguration.class
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
    ContainerListener containerEvents(Events events) {
        return new ContainerEvents(events);
    }

    @Bean
    ContainerTable containerTable(
            Engine engine, EngineWatch watch, ObjectProvider<ContainerListener> listeners, Clock clock) {
        return new ContainerTable(
                new Inspector(engine, clock), watch, listeners.orderedStream().toList(), clock);
    }

    @Bean
    Containers containers(Engine engine, ContainerTable table, Clock clock, OwnContainer own, Jobs jobs) {
        return new EngineContainers(engine, table, clock, own, jobs);
    }

    @Bean
    OwnImage ownImage(Engine engine, OwnContainer own, Rootfs host) {
        return new OwnImage(engine, own, host.inContainer());
    }

    @Bean
    Workloads workloads(Engine engine, ContainerTable table, JsonMapper json, DockerControl control) {
        return new EngineWorkloads(table, new EngineStatistics(engine, json), control::level);
    }

    @Bean
    OwnLabels ownLabels(Engine engine, ContainerTable table) {
        return new EngineOwnLabels(engine, table);
    }

    @Bean
    ContainerController containerController(Containers containers, JsonMapper json) {
        return new ContainerController(containers, new ListingJson(containers, json));
    }
}
