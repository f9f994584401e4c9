package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code /proc/mdstat}: the arrays of disks (software RAID). Nothing where the kernel has none. Stateless; safe for any thread.
 *
 * <pre>
 * md1 : active raid1 vde[2] vdd[0]
 *       31744 blocks super 1.2 [2/1] [U_]
 *       [&gt;....................]  recovery =  3.1% (1408/31744) finish=4.2min speed=117K/sec
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man4/md.4.html">md(4)</a>
 */
final class MdReader implements Sampler {

    private static final String FILE = "/proc/mdstat";

    private static final Pattern FIRST_LINE = Pattern.compile("^(?!Personalities |unused )\\S+ :", Pattern.MULTILINE);

    private static final Pattern LAST_LINE = Pattern.compile("^unused devices.*\\n\\z", Pattern.MULTILINE);
    /** An array: its line, its blocks, and the lines that follow, none of which is cut off. */
    private static final Pattern ARRAY = Pattern.compile(
            "^(\\S+) : (active|inactive)\\b(.*)\\n +(\\d{1,19}) blocks\\b(.*)\\n((?: +\\S.*\\n)*)(?= *\\n|\\S)",
            Pattern.MULTILINE);

    /** {@code [2/1] [U_]}: the disks that it should have, and those that it has. */
    private static final Pattern DISKS = Pattern.compile("\\[(\\d+)/(\\d+)] \\[[U_]+]");

    private static final Pattern WITHOUT_SPARES = Pattern.compile("\\b(?:raid0|linear)\\b");

    /** {@code recovery =  3.1% (1408/31744)}, {@code resync=DELAYED}. */
    private static final Pattern PROGRESS = Pattern.compile("\\b(recovery|resync|check) *=(?:.*\\((\\d+)/\\d+\\))?");

    /** How the states of what goes on are called. */
    private static final Map<String, String> STATES =
            Map.of("recovery", "recovering", "resync", "resync", "check", "check");

    private static final List<String> ALL_STATES = List.of("active", "inactive", "recovering", "resync", "check");

    private static final MetricFamily DISK_FAMILY =
            gauge("node_md_disks", "Disks of the array that are in each state.");
    private static final MetricFamily REQUIRED = gauge("node_md_disks_required", "Disks that the array should have.");
    private static final MetricFamily BLOCKS = gauge("node_md_blocks", "Blocks of the array.");
    private static final MetricFamily SYNCED = gauge("node_md_blocks_synced", "Blocks of the array that are in sync.");
    private static final MetricFamily STATE =
            gauge("node_md_state", "Whether the array is in each state (1), or not (0).");

    private final Rootfs rootfs;

    MdReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "mdadm";
    }

    @Override
    public void sample(SampleTable into) {
        KernelFile.find(rootfs, FILE, into).ifPresent(file -> {
            Matcher array = ARRAY.matcher(file.text());
            int found = 0;
            while (array.find()) {
                read(file, array, into);
                found++;
            }
            long arrays = FIRST_LINE.matcher(file.text()).results().count();
            if (found < arrays || !LAST_LINE.matcher(file.text()).find()) {
                file.missing(into, "of its " + arrays + " arrays " + found + " could be read");
            }
        });
    }

    private static void read(KernelFile file, Matcher array, SampleTable into) {
        String name = array.group(1);
        Labels device = Labels.of("device", name);
        String members = array.group(3);
        double blocks = Double.parseDouble(array.group(4));
        Matcher progress = PROGRESS.matcher(array.group(6));
        boolean syncing = progress.find();
        into.add(BLOCKS, device, blocks);
        into.add(SYNCED, device, syncing ? synced(progress) : blocks);
        String state = syncing ? STATES.getOrDefault(progress.group(1), "") : array.group(2);
        ALL_STATES.forEach(other -> into.add(STATE, device.and("state", other), other.equals(state) ? 1 : 0));
        into.add(DISK_FAMILY, device.and("state", "failed"), count(members, "(F)"));
        into.add(DISK_FAMILY, device.and("state", "spare"), count(members, "(S)"));
        readDisks(file, array, device, into);
    }

    private static void readDisks(KernelFile file, Matcher array, Labels device, SampleTable into) {
        Matcher disks = DISKS.matcher(array.group(5));
        Labels active = device.and("state", "active");
        if (array.group(2).equals("inactive")) {
            into.add(REQUIRED, device, 0);
            into.add(DISK_FAMILY, active, 0);
        } else if (WITHOUT_SPARES.matcher(array.group(3)).find()) {
            int members = count(array.group(3), "[");
            into.add(REQUIRED, device, members);
            into.add(DISK_FAMILY, active, members);
        } else if (disks.find()) {
            into.add(REQUIRED, device, Double.parseDouble(disks.group(1)));
            into.add(DISK_FAMILY, active, Double.parseDouble(disks.group(2)));
        } else {
            file.missing(into, "it doesn't tell the disks of " + array.group(1));
        }
    }

    /** What still waits for its turn ({@code resync=DELAYED}) has nothing in sync. */
    private static double synced(Matcher progress) {
        return progress.group(2) == null ? 0 : Double.parseDouble(progress.group(2));
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }
}
