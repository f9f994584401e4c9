package io.rightlink.core.identity;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The agent's identity, from its file. */
@AutoConfiguration(after = HostAutoConfiguration.class)
@EnableConfigurationProperties({AgentSettings.class, IdentitySettings.class})
public final class IdentityAutoConfiguration {

    @Bean
    ProvenIdentities provenIdentities(IdentitySettings settings, AgentSettings agent, Rootfs rootfs) {
        return new FileIdentities(settings.places(agent, rootfs));
    }

    @Bean
    Identities identities(ProvenIdentities proven) {
        return () -> proven.findProven().map(ProvenIdentity::identity);
    }
}
