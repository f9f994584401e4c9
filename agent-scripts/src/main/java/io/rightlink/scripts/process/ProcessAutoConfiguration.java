package io.rightlink.scripts.process;

import io.rightlink.core.placement.Placement;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The placement {@code agent}. */
@AutoConfiguration
public final class ProcessAutoConfiguration {

    @Bean
    Placement agentPlacement() {
        return new AgentPlacement();
    }
}
