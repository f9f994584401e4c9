package io.rightlink.core.setting;

import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What was set while the agent ran. */
@AutoConfiguration(after = StoreAutoConfiguration.class)
public final class SettingAutoConfiguration {

    @Bean
    Schema settingSchema() {
        return StoredSettings.SCHEMA;
    }

    @Bean
    Settings settings(Store store) {
        return new StoredSettings(store);
    }
}
