package io.rightlink.core.store;

import io.rightlink.core.host.AgentSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** Opens the store in the state directory, with the tables that the rooms ask for. */
@AutoConfiguration
@EnableConfigurationProperties(AgentSettings.class)
public final class StoreAutoConfiguration {

    private static final DataSize ENOUGH = DataSize.ofMegabytes(50);

    @Bean
    SqliteStore store(AgentSettings settings, ObjectProvider<Schema> schemas) {
        return new SqliteStore(
                settings.stateDirectory(), schemas.orderedStream().toList());
    }

    @Bean
    HealthIndicator storeHealthIndicator(Store store) {
        return new StoreHealthIndicator(store);
    }

    @Bean
    HealthIndicator diskHealthIndicator(AgentSettings settings) {
        return new DiskSpaceHealthIndicator(settings.stateDirectory().toFile(), ENOUGH);
    }
}
