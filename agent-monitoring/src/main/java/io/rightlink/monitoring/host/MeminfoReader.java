package io.rightlink.monitoring.host;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.GarbledException;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code /proc/meminfo}: what the memory is used for, as many fields as this kernel has. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/filesystems/proc.html#meminfo">meminfo, in the kernel's documentation</a>
 */
final class MeminfoReader implements Sampler {

    private static final String FILE = "/proc/meminfo";

    /** {@code MemTotal}, {@code Active(anon)}, {@code HugePages_Rsvd}. */
    private static final Pattern FIELD = Pattern.compile("([A-Z]\\w*)(?:\\((\\w+)\\))?");

    private static final double BYTES_PER_KB = 1024;

    private final Rootfs rootfs;

    MeminfoReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "meminfo";
    }

    @Override
    public MonitoringLevel level() {
        return MonitoringLevel.UTIL;
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.require(rootfs, FILE, into).ifPresent(file -> read(file, into));
    }

    private static void read(KernelFile file, SampleTable into) {
        AtomicBoolean total = new AtomicBoolean();
        file.eachLine(into, words -> {
            String field = readLine(words, into);
            total.compareAndSet(false, field.equals("MemTotal"));
        });
        if (!total.get()) {
            file.missing(into, "it has no MemTotal");
        }
    }

    /** {@code MemTotal:       24584016 kB}, or {@code HugePages_Total:       0}; returns the field. */
    private static String readLine(Words words, SampleTable into) {
        String field = words.nextUpTo(':');
        double value = words.count();
        if (words.hasNext()) {
            String unit = words.next();
            if (!unit.equals("kB")) {
                throw new GarbledException("'" + unit + "' isn't a known unit of " + field);
            }
            into.add(family(name(field) + "_bytes"), value * BYTES_PER_KB);
        } else {
            into.add(family(name(field)), value);
        }
        return field;
    }

    private static String name(String field) {
        Matcher matcher = FIELD.matcher(field);
        if (!matcher.matches()) {
            throw new GarbledException("'" + field + "' isn't a field's name");
        }
        return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "_" + matcher.group(2);
    }

    private static MetricFamily family(String name) {
        return MetricFamily.gauge("node_memory_" + name, "The field " + name + " of " + FILE + ".");
    }
}
