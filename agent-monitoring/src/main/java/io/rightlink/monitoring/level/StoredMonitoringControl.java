package io.rightlink.monitoring.level;

import io.rightlink.core.setting.Settings;

/** The level, kept in the store. Safe for any thread. */
final class StoredMonitoringControl implements MonitoringControl {

    private static final String SETTING = "monitoring.level";

    private final Settings settings;
    private volatile MonitoringLevel level;

    StoredMonitoringControl(Settings settings) {
        this.settings = settings;
        this.level = settings.find(SETTING).map(MonitoringLevel::ofLabel).orElse(MonitoringLevel.ALL);
    }

    @Override
    public MonitoringLevel level() {
        return level;
    }

    @Override
    public synchronized void set(MonitoringLevel wanted) {
        settings.set(SETTING, wanted.label());
        level = wanted;
    }
}
