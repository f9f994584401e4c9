package io.rightlink.core.audit;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The audit log, and its part of the API. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, StoreAutoConfiguration.class})
@EnableConfigurationProperties(AuditSettings.class)
public final class AuditAutoConfiguration {

    @Bean
    Schema auditSchema() {
        return StoredAudit.SCHEMA;
    }

    @Bean
    StoredAudit audit(Store store, JsonMapper json, Clock clock, AuditSettings settings) {
        return new StoredAudit(store, json, clock, settings.kept());
    }

    @Bean
    AuditController auditController(Audit audit) {
        return new AuditController(audit);
    }
}
