package io.rightlink.monitoring.host;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.MetricType;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Reads {@code /proc/vmstat}: page faults, paging, swapping, and how often the kernel killed for want of memory. Of some 170 fields
 * these are the ones that node_exporter takes. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_vmstat.5.html">proc_vmstat(5)</a>
 */
final class VmstatReader implements Sampler {

    private static final String FILE = "/proc/vmstat";

    private static final Pattern TAKEN = Pattern.compile("(?:oom_kill|pgpg|pswp|pg\\w*fault)\\w*");

    private final Rootfs rootfs;

    VmstatReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "vmstat";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into).ifPresent(file -> read(file, into));
    }

    private static void read(KernelFile file, SampleTable into) {
        AtomicBoolean faults = new AtomicBoolean();
        file.eachLine(into, words -> {
            String field = readLine(words, into);
            faults.compareAndSet(false, field.equals("pgfault"));
        });
        if (!faults.get()) {
            file.missing(into, "it has no pgfault");
        }
    }

    /** {@code pgfault 12345678}; returns the field. */
    private static String readLine(Words words, SampleTable into) {
        String field = words.next();
        if (TAKEN.matcher(field).matches()) {
            into.add(family(field), words.count());
        }
        return field;
    }

    private static MetricFamily family(String field) {
        return new MetricFamily("node_vmstat_" + field, MetricType.UNTYPED, "The field " + field + " of " + FILE + ".");
    }
}
