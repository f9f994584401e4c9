package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;

/**
 * Reads {@code /proc/sys/kernel/random/*}: how much randomness the kernel has at hand. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/sysctl/kernel.html#random">random, in the kernel's documentation</a>
 */
final class EntropyReader implements Sampler {

    private static final String DIRECTORY = "/proc/sys/kernel/random/";

    private static final MetricFamily AVAILABLE = gauge("node_entropy_available_bits", "Entropy that is available.");
    private static final MetricFamily POOL = gauge("node_entropy_pool_size_bits", "Entropy that the pool can hold.");

    private final Rootfs rootfs;

    EntropyReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "entropy";
    }

    /** Each file is one number, {@code 256}. */
    @Override
    public void sample(SampleTable into) {
        read("entropy_avail", AVAILABLE, into);
        read("poolsize", POOL, into);
    }

    private void read(String name, MetricFamily family, SampleTable into) {
        KernelFile.require(rootfs, DIRECTORY + name, into)
                .ifPresent(file -> file.count(into).ifPresent(bits -> into.add(family, bits)));
    }
}
