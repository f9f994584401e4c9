package io.rightlink.monitoring.host;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;

/**
 * Reads {@code /proc/1/net/sockstat} and {@code sockstat6}: the host's sockets. The latter is missing where there is no IPv6. Stateless;
 * safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
final class SockstatReader implements Sampler {

    private static final String IPV4 = "/proc/1/net/sockstat";
    private static final String IPV6 = "/proc/1/net/sockstat6";

    private static final String PAGES = "mem";

    private final Families families =
            new Families(key -> MetricFamily.gauge("node_sockstat_" + key, "The field " + key + " of " + IPV4 + "."));

    private final Rootfs rootfs;
    private final int pageBytes;

    SockstatReader(Rootfs rootfs) {
        this(rootfs, Libc.pageBytes());
    }

    SockstatReader(Rootfs rootfs, int pageBytes) {
        this.rootfs = rootfs;
        this.pageBytes = pageBytes;
    }

    @Override
    public String name() {
        return "sockstat";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, IPV4, into)
                .ifPresent(file -> file.requireLines(into, words -> readLine(words, into)));
        KernelFile.find(rootfs, IPV6, into).ifPresent(file -> file.requireLines(into, words -> readLine(words, into)));
    }

    /** {@code TCP: inuse 7 orphan 0 tw 1 alloc 12 mem 3}, the memory in pages. */
    private void readLine(Words words, SampleTable into) {
        String protocol = words.nextUpTo(':');
        while (words.hasNext()) {
            String field = words.next();
            double value = words.count();
            into.add(families.get(protocol + "_" + field), value);
            if (field.equals(PAGES)) {
                into.add(families.get(protocol + "_mem_bytes"), value * pageBytes);
            }
        }
    }
}
