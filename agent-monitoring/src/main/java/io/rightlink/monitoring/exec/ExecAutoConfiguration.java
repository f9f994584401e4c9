package io.rightlink.monitoring.exec;

import io.rightlink.core.host.Host;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.monitoring.collectd.Collectd;
import io.rightlink.monitoring.tss.TssAutoConfiguration;
import io.rightlink.monitoring.tss.TssIdentity;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The plugins that the agent runs. */
@AutoConfiguration(after = {HostAutoConfiguration.class, StoreAutoConfiguration.class, TssAutoConfiguration.class})
@EnableConfigurationProperties(ExecSettings.class)
public final class ExecAutoConfiguration {

    @Bean
    Schema execSchema() {
        return PluginStore.SCHEMA;
    }

    @Bean
    ExecPlugins execPlugins(
            Store store, JsonMapper json, Collectd collectd, TssIdentity identity, Host host, ExecSettings settings) {
        PluginEnvironment environment = new PluginEnvironment(identity, host, settings.interval());
        return new SupervisedExecPlugins(
                new PluginStore(store, json),
                settings.most(),
                plugin -> new PluginRunner(plugin, environment, collectd, settings));
    }
}
