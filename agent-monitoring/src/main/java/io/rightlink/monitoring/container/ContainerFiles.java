package io.rightlink.monitoring.container;

import io.rightlink.monitoring.internal.KeptCounts;
import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.ReadableFiles;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one container's control group, which stay open. Their path has its id, so that none of them can become another's: once
 * the group is gone, they can't be read any more. For one thread at a time.
 */
final class ContainerFiles implements Closeable {

    private final ReadableFiles files;
    private final ContainerCgroup cgroup;
    private final List<KeptFile> kept = new ArrayList<>();

    ContainerFiles(ReadableFiles files, ContainerCgroup cgroup) {
        this.files = files;
        this.cgroup = cgroup;
    }

    /** Tells whether a controller has a v1 tree of its own; if not, it is in the unified one. */
    boolean hasV1(String controller) {
        return cgroup.hasV1(controller);
    }

    /** Returns a file, whether it is there or not. */
    KeptFile of(String controller, String name) {
        return of(cgroup.path(controller, name));
    }

    /** Returns a file of the unified tree, whether it is there or not. */
    KeptFile ofUnified(String name) {
        return of(cgroup.unifiedPath(name));
    }

    private KeptFile of(String path) {
        KeptFile file = new KeptFile(files, path);
        kept.add(file);
        return file;
    }

    KeptCounts counts(String controller, String name, String... wanted) {
        return new KeptCounts(of(controller, name), wanted);
    }

    /** Returns how many of them are open. */
    int open() {
        return (int) kept.stream().filter(KeptFile::isOpen).count();
    }

    /** Closes them all; they can be read again, and are opened then. */
    @Override
    public void close() {
        KeptFile.closeAll(kept);
    }
}
