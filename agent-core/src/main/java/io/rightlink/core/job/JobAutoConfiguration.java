package io.rightlink.core.job;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Jobs, and their part of the API. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, StoreAutoConfiguration.class})
public final class JobAutoConfiguration {

    @Bean
    Schema jobSchema() {
        return StoredJobs.SCHEMA;
    }

    @Bean
    Jobs jobs(Store store, JsonMapper json, Clock clock) {
        return new StoredJobs(store, json, clock);
    }

    @Bean
    JobController jobController(Jobs jobs) {
        return new JobController(jobs);
    }
}
