package io.rightlink.scripts.credential;

import io.rightlink.core.host.AgentSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Credentials from a directory, unless the application has another source. */
@AutoConfiguration
@EnableConfigurationProperties({AgentSettings.class, CredentialSettings.class})
public final class CredentialAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Credentials credentials(AgentSettings agent, CredentialSettings settings) {
        return new FileCredentials(settings.directory(agent.stateDirectory()));
    }
}
