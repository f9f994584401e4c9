package io.rightlink.monitoring.level;

import io.rightlink.core.setting.SettingAutoConfiguration;
import io.rightlink.core.setting.Settings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The switch of this room. */
@AutoConfiguration(after = SettingAutoConfiguration.class)
public final class LevelAutoConfiguration {

    @Bean
    MonitoringControl monitoringControl(Settings settings) {
        return new StoredMonitoringControl(settings);
    }
}
