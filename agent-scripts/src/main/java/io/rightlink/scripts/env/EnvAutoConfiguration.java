package io.rightlink.scripts.env;

import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Variables that every script finds in its environment. */
@AutoConfiguration(after = StoreAutoConfiguration.class)
public final class EnvAutoConfiguration {

    @Bean
    Schema globalSchema() {
        return StoredGlobals.SCHEMA;
    }

    @Bean
    Globals globals(Store store) {
        return new StoredGlobals(store);
    }
}
