package io.rightlink.monitoring.container;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.KernelBytes;
import io.rightlink.monitoring.internal.ReadableFiles;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.SampleTable;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The containers whose files are kept open, those that ran when they were measured last. Where there are too many of them, the others'
 * files are opened and closed each time. For one thread at a time.
 */
final class MeasuredContainers implements Closeable {

    private final Rootfs rootfs;
    private final ReadableFiles host;
    private final LifeReader life;
    private final LongSupplier nanoTime;
    private final int mostDescriptors;
    private final BlockDevices devices;
    private final Map<String, MeasuredContainer> kept = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private int descriptors;
    private CgroupMounts mounts = CgroupMounts.none();

    MeasuredContainers(Rootfs rootfs, ReadableFiles host, Clock clock, LongSupplier nanoTime, int mostDescriptors) {
        this.rootfs = rootfs;
        this.host = host;
        this.life = new LifeReader(clock);
        this.nanoTime = nanoTime;
        this.mostDescriptors = mostDescriptors;
        this.devices = new BlockDevices(rootfs, nanoTime);
    }

    /** Where a container wasn't found. */
    enum Unmeasured {
        /** Its first process is in no group that bears its name, or there is none: it has ended. */
        ENDED,
        /** It is in a group that the agent doesn't see. */
        HIDDEN
    }

    /** Measures those that run, forgets all others, and returns what couldn't be measured. */
    Map<Workload, Unmeasured> measure(List<Workload> running, Figures into) {
        forgetAllBut(running);
        Map<Workload, Unmeasured> unmeasured = new HashMap<>();
        Look look = new Look(into);
        for (Workload workload : inOrder(running)) {
            measure(workload, look).ifPresent(why -> unmeasured.put(workload, why));
        }
        return unmeasured;
    }

    /** As whoever shows the families sorts each of them, which is quick where it is sorted already. */
    private static List<Workload> inOrder(List<Workload> running) {
        return running.stream().sorted(Comparator.comparing(Workload::id)).toList();
    }

    /** Returns how many are kept. */
    int size() {
        return kept.size();
    }

    private Optional<Unmeasured> measure(Workload workload, Look look) {
        MeasuredContainer known = kept.get(workload.id());
        if (known != null && known.isOf(workload) && known.read(workload, life, look.into)) {
            look.into.keep();
            if (!open.containsKey(workload.id())) {
                known.close();
            }
            return Optional.empty();
        }
        forget(workload.id());
        return measureAnew(workload, look);
    }

    private Optional<Unmeasured> measureAnew(Workload workload, Look look) {
        KeptFile membership = new KeptFile(host, "/proc/" + workload.initPid() + "/cgroup");
        Sight sight = look.at(workload, membership);
        MeasuredContainer found = sight.container();
        if (found != null && found.read(workload, life, look.into)) {
            look.into.keep();
            keep(found, workload.id());
            return Optional.empty();
        }
        if (found != null) {
            found.close();
        }
        membership.close();
        return Optional.of(found == null ? sight.why() : Unmeasured.ENDED);
    }

    private record Sight(@Nullable MeasuredContainer container, Unmeasured why) {}

    /** One time of measuring, for which the mounts are read at most once, and only for what isn't known. */
    private final class Look {
        private final Figures into;
        private boolean mountsRead;

        Look(Figures into) {
            this.into = into;
        }

        Sight at(Workload workload, KeptFile membership) {
            KernelBytes buffer = into.buffer();
            SampleTable told = new SampleTable();
            try {
                if (!membership.read(buffer, told)) {
                    told.unreadable().forEach(into::unreadable);
                    return new Sight(null, Unmeasured.ENDED);
                }
            } catch (IOException e) {
                return new Sight(null, Unmeasured.ENDED);
            }
            CgroupMembership found = CgroupMembership.read(buffer.toFile(membership.path()), workload, told);
            if (found.paths().isEmpty()) {
                return new Sight(null, Unmeasured.ENDED);
            }
            readMounts();
            ContainerCgroup cgroup = new ContainerCgroup(mounts, found);
            return cgroup.id()
                    .map(id -> new Sight(container(workload, membership, found, cgroup, id), Unmeasured.ENDED))
                    .orElseGet(() -> new Sight(null, Unmeasured.HIDDEN));
        }

        private void readMounts() {
            if (!mountsRead) {
                SampleTable told = new SampleTable();
                mounts = CgroupMounts.read(rootfs, told);
                told.unreadable().forEach(into::unreadable);
                mountsRead = true;
            }
        }
    }

    private MeasuredContainer container(
            Workload workload, KeptFile membership, CgroupMembership found, ContainerCgroup cgroup, String id) {
        Labels labels = Labels.of("id", id, "name", workload.name(), "image", workload.image());
        ContainerFiles files = new ContainerFiles(host, cgroup);
        List<ContainerReader> readers = MeasuredContainer.readers(workload, host, files, labels, devices, nanoTime);
        return new MeasuredContainer(workload, membership, found, files, labels, readers);
    }

    /** Lets a container's files stay open if that isn't too much. */
    private void keep(MeasuredContainer container, String id) {
        kept.put(id, container);
        int needed = container.open();
        if (descriptors + needed <= mostDescriptors) {
            descriptors += needed;
            open.put(id, needed);
        } else {
            container.close();
        }
    }

    private void forgetAllBut(List<Workload> running) {
        Set<String> ids = new HashSet<>();
        running.forEach(workload -> ids.add(workload.id()));
        List.copyOf(kept.keySet()).stream().filter(id -> !ids.contains(id)).forEach(this::forget);
    }

    private void forget(String id) {
        MeasuredContainer gone = kept.remove(id);
        if (gone != null) {
            gone.close();
            Integer freed = open.remove(id);
            descriptors -= freed == null ? 0 : freed;
        }
    }

    /** Forgets all. */
    @Override
    public void close() {
        forgetAllBut(List.of());
    }
}
