package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;

/**
 * Reads {@code /proc/sys/fs/file-nr}: the files that all processes have open, and how many they may. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/sysctl/fs.html#file-max-file-nr">file-nr, in the kernel's documentation</a>
 */
final class FilefdReader implements Sampler {

    private static final String FILE = "/proc/sys/fs/file-nr";

    private static final MetricFamily ALLOCATED = gauge("node_filefd_allocated", "Files that are open.");
    private static final MetricFamily MAXIMUM = gauge("node_filefd_maximum", "Files that may be open.");

    private final Rootfs rootfs;

    FilefdReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "filefd";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into)
                .ifPresent(file -> file.requireLines(into, words -> readLine(words, into)));
    }

    /** {@code 1159	0	9223372036854775807}; what is between them is 0 since Linux 2.6. */
    private static void readLine(Words words, SampleTable into) {
        double allocated = words.count();
        words.count();
        double maximum = words.count();
        into.add(ALLOCATED, allocated);
        into.add(MAXIMUM, maximum);
    }
}
