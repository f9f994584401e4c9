package io.rightlink.monitoring.host;

import io.rightlink.core.host.Host;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.sample.Sampler;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

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

    @Bean
    Sampler arpReader(Rootfs rootfs) {
        return new ArpReader(rootfs);
    }

    @Bean
    Sampler conntrackReader(Rootfs rootfs) {
        return new ConntrackReader(rootfs);
    }

    @Bean
    Sampler entropyReader(Rootfs rootfs) {
        return new EntropyReader(rootfs);
    }

    @Bean
    Sampler filefdReader(Rootfs rootfs) {
        return new FilefdReader(rootfs);
    }

    @Bean
    Sampler filesystemReader(Rootfs rootfs) {
        return new FilesystemReader(rootfs);
    }

    @Bean
    Sampler mdReader(Rootfs rootfs) {
        return new MdReader(rootfs);
    }

    @Bean
    Sampler netstatReader(Rootfs rootfs) {
        return new NetstatReader(rootfs);
    }

    @Bean
    Sampler pressureReader(Rootfs rootfs) {
        return new PressureReader(rootfs);
    }

    @Bean
    Sampler schedstatReader(Rootfs rootfs) {
        return new SchedstatReader(rootfs);
    }

    @Bean
    Sampler sockstatReader(Rootfs rootfs) {
        return new SockstatReader(rootfs);
    }

    @Bean
    Sampler softnetReader(Rootfs rootfs) {
        return new SoftnetReader(rootfs);
    }

    @Bean
    Sampler udpQueuesReader(Rootfs rootfs) {
        return new UdpQueuesReader(rootfs);
    }

    @Bean
    Sampler timeReader(Clock clock) {
        return new TimeReader(clock);
    }

    @Bean
    Sampler unameReader(Rootfs rootfs, Host host) {
        // describing a host reads several files, and what machine it is never changes
        return new UnameReader(
                rootfs, SingletonSupplier.of(() -> host.describe().architecture()));
    }
}
