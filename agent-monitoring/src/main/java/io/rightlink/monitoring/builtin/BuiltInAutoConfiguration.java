package io.rightlink.monitoring.builtin;

import io.rightlink.core.host.Host;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.level.LevelAutoConfiguration;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.value.ValueAutoConfiguration;
import io.rightlink.monitoring.value.Values;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** The agent's own measurements among the values. */
@AutoConfiguration(after = {HostAutoConfiguration.class, LevelAutoConfiguration.class, ValueAutoConfiguration.class})
@EnableConfigurationProperties(BuiltInSettings.class)
public final class BuiltInAutoConfiguration {

    /** Comes before those who look at the values at each tick. */
    @Bean
    @Order(0)
    SampleSink builtInValues(
            BuiltInSettings settings, Host host, Rootfs rootfs, MonitoringControl control, Values values) {
        List<Plugin> plugins = List.of(
                new CpuPlugin(),
                new LoadPlugin(),
                new MemoryPlugin(),
                new FileSystemPlugin(),
                new ProcessPlugin(rootfs, () -> control.level().includes(MonitoringLevel.EXTRA)),
                new DiskPlugin(),
                new InterfacePlugin(),
                new ContainerPlugin());
        return new BuiltInValues(plugins, settings, host, values);
    }
}
