package io.rightlink.monitoring.internal;

import io.rightlink.monitoring.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interfaces of one network namespace, as {@code /proc/<pid>/net/dev} lists them. Stateless.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
public final class NetDev {

    /** What the kernel counts in each direction, in its order. */
    public static final List<String> RECEIVED =
            List.of("bytes", "packets", "errs", "drop", "fifo", "frame", "compressed", "multicast");

    public static final List<String> TRANSMITTED =
            List.of("bytes", "packets", "errs", "drop", "fifo", "colls", "carrier", "compressed");

    /** The first two lines: a caption, and the names of the columns. */
    private static final Pattern HEADING = Pattern.compile(
            "[^\\n]*\\n *face *\\|" + String.join(" +", RECEIVED) + " *\\|" + String.join(" +", TRANSMITTED) + " *\\n");

    /** One interface: its counts in the order of {@link #RECEIVED} and {@link #TRANSMITTED}. */
    public record Interface(String name, List<Double> received, List<Double> transmitted) {}

    /** What Docker and others begin the name of a container's cable with, at the host's end. */
    private static final String VETH = "veth";

    private NetDev() {}

    /**
     * Tells whether an interface is the host's end of a container's cable. Its name is made up anew at each start, and what it
     * counts is that container's network, seen from the other side.
     *
     * @see <a href="https://man7.org/linux/man-pages/man4/veth.4.html">veth(4)</a>
     */
    public static boolean isEndOfContainer(String device) {
        return device.startsWith(VETH);
    }

    /** Reads all interfaces; none of a file whose columns aren't the known ones, which the table is told. */
    public static List<Interface> read(KernelFile file, SampleTable table) {
        List<Interface> interfaces = new ArrayList<>();
        Matcher heading = HEADING.matcher(file.text());
        if (heading.lookingAt()) {
            KernelFile rows = new KernelFile(file.path(), file.text().substring(heading.end()));
            rows.eachLine(table, words -> interfaces.add(read(words)));
        } else {
            file.missing(table, "its columns aren't the known ones");
        }
        return interfaces;
    }

    /** {@code   eth0: 379717070   10064    0    0    0     0          0         0   877398    7652    0 …}. */
    private static Interface read(Words words) {
        String name = words.nextUpTo(':');
        return new Interface(name, words.counts(RECEIVED.size()), words.counts(TRANSMITTED.size()));
    }
}
