package io.rightlink.monitoring.tss;

import io.rightlink.core.setting.SettingAutoConfiguration;
import io.rightlink.core.setting.Settings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The identity of this host. */
@AutoConfiguration(after = SettingAutoConfiguration.class)
public final class TssAutoConfiguration {

    @Bean
    TssIdentity tssIdentity(Settings settings) {
        return new StoredTssIdentity(settings);
    }
}
