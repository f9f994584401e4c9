package io.rightlink.monitoring.container;

import io.rightlink.monitoring.internal.ReadableFiles;
import io.rightlink.monitoring.testing.RecordedHost;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A recorded host's files, of which some end as the kernel's do: an open one of a process or a group that is gone can't be read any
 * more, whatever is at its path by then. For one thread at a time.
 */
final class FakeFiles implements ReadableFiles {

    private final ReadableFiles files;
    private final Set<File> open = new HashSet<>();
    private final Map<String, Step> steps = new HashMap<>();
    private int opened;

    /** What happens just before a file is read. */
    interface Step {
        void take() throws IOException;
    }

    FakeFiles(RecordedHost host) {
        this.files = ReadableFiles.of(host.rootfs());
    }

    @Override
    public Opened open(String path) throws IOException {
        opened++;
        File file = new File(path, files.open(path));
        open.add(file);
        return file;
    }

    /** Ends all open files whose path begins with {@code prefix}, as {@code /proc/258/} does with its process. */
    void end(String prefix) {
        open.stream().filter(file -> file.path.startsWith(prefix)).forEach(file -> file.ended = true);
    }

    /** Has something happen once, just before a file is read next. */
    void before(String path, Step step) {
        steps.put(path, step);
    }

    /** Returns how many are open. */
    int open() {
        return open.size();
    }

    /** Returns how many were ever opened. */
    int opened() {
        return opened;
    }

    private final class File implements Opened {
        private final String path;
        private final Opened file;
        private boolean ended;

        File(String path, Opened file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void rewind() throws IOException {
            file.rewind();
        }

        @Override
        public int read(byte[] into, int offset) throws IOException {
            Step step = steps.remove(path);
            if (step != null) {
                step.take();
            }
            if (ended) {
                throw new IOException("No such device");
            }
            return file.read(into, offset);
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            file.close();
        }
    }
}
