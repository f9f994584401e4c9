package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.KernelBytes;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reads what a container was given. {@code docker update} changes it, which hardly ever happens: so it is read once a minute, and its
 * files don't stay open.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files">CPU interface files, v2</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control, v1</a>
 */
final class SpecReader implements ContainerReader {

    private static final MetricFamily QUOTA =
            gauge("container_spec_cpu_quota", "Microseconds of processor time that it may use in a period.");
    private static final MetricFamily PERIOD =
            gauge("container_spec_cpu_period", "Microseconds of a period of its quota.");
    private static final MetricFamily SHARES =
            gauge("container_spec_cpu_shares", "Its share of processors that others want, too; 1024 is usual.");
    private static final MetricFamily LIMIT =
            gauge("container_spec_memory_limit_bytes", "The most memory that it may use, 0 for all there is.");

    private static final long VALID_NANOS = 60_000_000_000L;

    /** What v1 says of no limit is nearly a long's greatest. */
    private static final double UNLIMITED = 0x1p62;

    private final boolean cpuByV1;
    private final boolean memoryByV1;
    private final KeptFile quota;
    private final KeptFile period;
    private final KeptFile shares;
    private final KeptFile limit;
    private final LongSupplier nanoTime;

    private double quotaMicros = Double.NaN;
    private double periodMicros = Double.NaN;
    private double cpuShares = Double.NaN;
    private double limitBytes = Double.NaN;
    private long readAt;
    private boolean read;

    SpecReader(ContainerFiles files, LongSupplier nanoTime) {
        this.cpuByV1 = files.hasV1("cpu");
        this.memoryByV1 = files.hasV1("memory");
        this.quota = files.of("cpu", cpuByV1 ? "cpu.cfs_quota_us" : "cpu.max");
        this.period = files.of("cpu", "cpu.cfs_period_us");
        this.shares = files.of("cpu", cpuByV1 ? "cpu.shares" : "cpu.weight");
        this.limit = files.of("memory", memoryByV1 ? "memory.limit_in_bytes" : "memory.max");
        this.nanoTime = nanoTime;
    }

    @Override
    public void read(Figures into) throws IOException {
        long now = nanoTime.getAsLong();
        if (!read || now - readAt > VALID_NANOS) {
            SampleTable told = into.told();
            int before = told.unreadable().size();
            readQuota(into.buffer(), told);
            readShares(into.buffer(), told);
            readLimit(into.buffer(), told);
            readAt = now;
            read = told.unreadable().size() == before;
        }
        into.add(QUOTA, quotaMicros);
        into.add(PERIOD, periodMicros);
        into.add(SHARES, cpuShares);
        into.add(LIMIT, limitBytes);
    }

    /** {@code 50000 100000} or {@code max 100000} in one file, and {@code 50000} or {@code -1} in the first of two. */
    private void readQuota(KernelBytes buffer, SampleTable told) throws IOException {
        quotaMicros = Double.NaN;
        periodMicros = cpuByV1 ? number(period, buffer, told) : Double.NaN;
        eachLine(quota, buffer, told, words -> {
            String first = words.next();
            quotaMicros = first.equals("max") || first.equals("-1") ? Double.NaN : new Words(first).count();
            periodMicros = words.hasNext() ? words.count() : periodMicros;
        });
    }

    /** Makes shares of a weight as runc made the weight of shares. */
    private void readShares(KernelBytes buffer, SampleTable told) throws IOException {
        double number = number(shares, buffer, told);
        cpuShares = cpuByV1 || Double.isNaN(number) ? number : 2 + Math.floor((number - 1) * 262_142 / 9_999);
    }

    /** {@code 67108864}, or {@code max}. */
    private void readLimit(KernelBytes buffer, SampleTable told) throws IOException {
        limitBytes = Double.NaN;
        eachLine(limit, buffer, told, words -> {
            String bytes = words.next();
            double count = bytes.equals("max") ? UNLIMITED : new Words(bytes).count();
            limitBytes = count >= UNLIMITED ? 0 : count;
        });
    }

    private static double number(KeptFile file, KernelBytes buffer, SampleTable told) throws IOException {
        try (file) {
            return file.number(buffer, told);
        }
    }

    private static void eachLine(KeptFile file, KernelBytes buffer, SampleTable told, Consumer<Words> reader)
            throws IOException {
        try (file) {
            if (file.read(buffer, told)) {
                buffer.toFile(file.path()).eachLine(told, reader);
            }
        }
    }
}
