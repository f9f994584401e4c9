package io.rightlink.monitoring.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.KernelBytes;
import io.rightlink.monitoring.internal.ReadableFiles;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.SampleTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One run of one container, with its files and what is said of it. An open {@code /proc/<pid>/cgroup} is that process's and no other's:
 * once that has ended, it can't be read any more, whoever has the process id by then. So what was read before it is the container's.
 * For one thread at a time.
 */
final class MeasuredContainer implements Closeable {

    private final Workload workload;
    private final Labels labels;
    private final KeptFile membership;
    private final CgroupMembership expected;
    private final ContainerFiles files;
    private final List<ContainerReader> readers;
    private byte[] lastMembership = {};

    /** @param membership {@code /proc/<pid>/cgroup}, open since {@code expected} was read from it */
    MeasuredContainer(
            Workload workload,
            KeptFile membership,
            CgroupMembership expected,
            ContainerFiles files,
            Labels labels,
            List<ContainerReader> readers) {
        this.workload = workload;
        this.membership = membership;
        this.expected = expected;
        this.files = files;
        this.labels = labels;
        this.readers = readers;
    }

    /** Returns what reads all there is of a container. */
    static List<ContainerReader> readers(
            Workload workload,
            ReadableFiles host,
            ContainerFiles files,
            Labels labels,
            BlockDevices devices,
            LongSupplier nanoTime) {
        return List.of(
                new CpuReader(files),
                new MemoryReader(files, labels),
                new BlockReader(files, labels, devices),
                new PidsReader(files),
                new PressureReader(files, "cpu"),
                new PressureReader(files, "memory"),
                new PressureReader(files, "io"),
                new SpecReader(files, nanoTime),
                new NetworkReader(host, workload));
    }

    /** Tells whether this is that container's run, under the same name. */
    boolean isOf(Workload other) {
        return workload.initPid() == other.initPid()
                && workload.id().equals(other.id())
                && workload.name().equals(other.name())
                && workload.image().equals(other.image())
                && workload.networkMode().equals(other.networkMode());
    }

    /** Reads all; returns false if it can't be said any more that it is the container's, which then must be looked for anew. */
    boolean read(Workload now, LifeReader life, Figures into) {
        into.begin(labels);
        try {
            // One that was closed may have been opened again as another process's.
            if (!membership.isOpen() && !isStillTheSame(into.buffer())) {
                return false;
            }
            for (ContainerReader reader : readers) {
                reader.read(into);
            }
            life.read(now, into);
            return isStillTheSame(into.buffer());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isStillTheSame(KernelBytes buffer) throws IOException {
        SampleTable told = new SampleTable();
        if (!membership.read(buffer, told)) {
            return false;
        }
        if (buffer.is(lastMembership)) {
            return true;
        }
        lastMembership = buffer.copy();
        return CgroupMembership.read(buffer.toFile(membership.path()), workload, told)
                .equals(expected);
    }

    /** Returns how many of its files are open. */
    int open() {
        return (membership.isOpen() ? 1 : 0) + files.open();
    }

    /** Closes all files; the next read opens them again. */
    @Override
    public void close() {
        membership.close();
        files.close();
    }
}
