package io.rightlink.monitoring.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.KernelBytes;
import io.rightlink.monitoring.internal.NetDev;
import io.rightlink.monitoring.internal.ReadableFiles;
import io.rightlink.monitoring.sample.Labels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the interfaces of a container that has a network namespace of its own; in the host's, or another container's, it would be
 * counted twice. Keeps no file open, because that would keep the namespace of a dead container. Whether the process id was still that
 * container's is for others to find out afterwards.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
final class NetworkReader implements ContainerReader {

    private static final byte[] HEADING = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """.getBytes(StandardCharsets.US_ASCII);

    private static final int COLUMNS = NetDev.RECEIVED.size();

    /** More interfaces than a container has; those that went would add up. */
    private static final int MOST_INTERFACES = 64;

    private final ReadableFiles files;
    private final String path;
    private final boolean hasItsOwn;
    private final Map<String, Labels> labels = new HashMap<>();
    private final double[] received = new double[COLUMNS];
    private final double[] transmitted = new double[COLUMNS];

    NetworkReader(ReadableFiles files, Workload workload) {
        this.files = files;
        this.path = "/proc/" + workload.initPid() + "/net/dev";
        String mode = workload.networkMode();
        this.hasItsOwn = !mode.equals("host") && !mode.startsWith("container:");
    }

    @Override
    public void read(Figures into) {
        if (hasItsOwn && KeptFile.readOnce(files, path, into.buffer(), into.told())) {
            int before = into.size();
            if (!readQuickly(into)) {
                into.dropAfter(before);
                NetDev.read(into.buffer().toFile(path), into.told()).forEach(found -> add(found, into));
            }
        }
    }

    /** Returns false at what isn't as the kernel writes it, and leaves it to be told. */
    private boolean readQuickly(Figures into) {
        KernelBytes file = into.buffer();
        if (!file.skip(HEADING)) {
            return false;
        }
        while (!file.atEnd()) {
            file.skipBlanks();
            String name = file.wordUpTo(':');
            if (name.isEmpty() || !readColumns(file, received) || !readColumns(file, transmitted) || !file.skipLine()) {
                return false;
            }
            add(name, into);
        }
        return true;
    }

    private static boolean readColumns(KernelBytes file, double[] counts) {
        for (int i = 0; i < COLUMNS; i++) {
            file.skipBlanks();
            counts[i] = file.count();
            if (counts[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void add(NetDev.Interface found, Figures into) {
        for (int i = 0; i < COLUMNS; i++) {
            received[i] = found.received().get(i);
            transmitted[i] = found.transmitted().get(i);
        }
        add(found.name(), into);
    }

    private void add(String name, Figures into) {
        if (!name.equals("lo")) {
            if (labels.size() >= MOST_INTERFACES) {
                labels.clear();
            }
            NetworkFamilies.add(
                    into,
                    labels.computeIfAbsent(name, one -> into.container().and("interface", one)),
                    received,
                    transmitted);
        }
    }
}
