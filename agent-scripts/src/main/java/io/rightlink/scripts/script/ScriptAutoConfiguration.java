package io.rightlink.scripts.script;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.AgentSettings;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The catalogue of scripts, and its part of the API. */
@AutoConfiguration(after = CoreAutoConfiguration.class)
@EnableConfigurationProperties(AgentSettings.class)
public final class ScriptAutoConfiguration {

    @Bean
    Scripts scripts(AgentSettings agent, Clock clock) {
        return new FileScripts(new ScriptFiles(agent.stateDirectory()), clock);
    }

    @Bean
    ScriptController scriptController(Scripts scripts) {
        return new ScriptController(scripts);
    }
}
