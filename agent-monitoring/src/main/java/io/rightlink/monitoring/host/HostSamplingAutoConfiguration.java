package io.rightlink.monitoring.host;

import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.sample.Sampler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The readers of the host's kernel files. */
@AutoConfiguration(after = HostAutoConfiguration.class)
public final class HostSamplingAutoConfiguration {

    @Bean
    Sampler statReader(Rootfs rootfs) {
        return new StatReader(rootfs);
    }

    @Bean
    Sampler meminfoReader(Rootfs rootfs) {
        return new MeminfoReader(rootfs);
    }

    @Bean
    Sampler diskstatsReader(Rootfs rootfs) {
        return new DiskstatsReader(rootfs);
    }

    @Bean
    Sampler netDevReader(Rootfs rootfs) {
        return new NetDevReader(rootfs);
    }

    @Bean
    Sampler loadavgReader(Rootfs rootfs) {
        return new LoadavgReader(rootfs);
    }

    @Bean
    Sampler vmstatReader(Rootfs rootfs) {
        return new VmstatReader(rootfs);
    }
}
