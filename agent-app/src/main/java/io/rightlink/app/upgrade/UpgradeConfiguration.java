package io.rightlink.app.upgrade;

import io.rightlink.core.host.Rootfs;
import io.rightlink.scripts.run.Runs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What takes the agent's place while it runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpgradeSettings.class)
public class UpgradeConfiguration {

    @Bean
    Handover handover(
            Runs runs,
            UpgradeSettings settings,
            ObjectProvider<Invocation> invocation,
            ConfigurableApplicationContext agent) {
        return new Handover(runs, settings.patience(), invocation::getIfAvailable, agent::close);
    }

    @Bean
    UpgradeController upgradeController(Rootfs rootfs, Handover handover) {
        return new UpgradeController(rootfs, handover);
    }
}
