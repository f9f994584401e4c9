package io.rightlink.app.platform;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.identity.ProvenIdentities;
import io.rightlink.core.stream.Connections;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The way to the platform's API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformSettings.class)
public class PlatformConfiguration {

    @Bean
    PlatformClient platformClient(PlatformSettings settings, AgentSettings agent) {
        return new PlatformClient(settings, "RightLink/" + agent.version(), DefaultClientTlsStrategy::createDefault);
    }

    @Bean
    ApiController apiController(
            PlatformClient client,
            ProvenIdentities identities,
            PlatformSettings settings,
            Connections connections,
            JsonMapper json) {
        Platform platform = new Platform(identities, settings, new TokenEndpoint(client, json));
        return new ApiController(new Calls(platform, client, connections, settings.timeout()));
    }
}
