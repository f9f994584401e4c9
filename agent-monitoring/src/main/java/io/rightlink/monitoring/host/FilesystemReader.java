package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells how full the host's file systems are: those of {@code /proc/1/mountinfo}, but for what isn't on a disk of the host's. In a container
 * a file system is asked through any mount of it that the agent has, be it of a single directory; and else below the rootfs, if it is the
 * one that is seen there. What can't be asked, or doesn't answer in time, is shown as {@code node_filesystem_device_error} 1. Safe
 * for any thread.
 */
final class FilesystemReader implements Sampler {

    private static final String FILE = "/proc/1/mountinfo";
    private static final String OWN_FILE = "/proc/self/mountinfo";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** node_exporter's defaults, both. */
    private static final Pattern POINTS_LEFT_OUT =
            Pattern.compile("^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)");

    private static final Set<String> TYPES_LEFT_OUT = Set.of(
            "autofs",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "fusectl",
            "hugetlbfs",
            "iso9660",
            "mqueue",
            "nsfs",
            "overlay",
            "proc",
            "procfs",
            "pstore",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "squashfs",
            "sysfs",
            "tracefs");

    private static final MetricFamily SIZE = gauge("node_filesystem_size_bytes", "The file system's size.");
    private static final MetricFamily FREE = gauge("node_filesystem_free_bytes", "What root could still write.");
    private static final MetricFamily AVAILABLE =
            gauge("node_filesystem_avail_bytes", "What others could still write.");
    private static final MetricFamily FILES = gauge("node_filesystem_files", "Files that there can be at most.");
    private static final MetricFamily FILES_FREE =
            gauge("node_filesystem_files_free", "Files that could still be made.");
    private static final MetricFamily READ_ONLY =
            gauge("node_filesystem_readonly", "Whether nothing can be written (1), or something can (0).");
    private static final MetricFamily ERROR =
            gauge("node_filesystem_device_error", "Whether the file system couldn't be asked (1), or could (0).");

    /** The mounts of a text, which is nearly always that of the time before. */
    private record Mounts(String text, List<Mount> list) {
        static final Mounts NONE = new Mounts("", List.of());
    }

    private record ShownMount(Labels labels, boolean readOnly) {}

    /** What is shown of mounts, and where each is asked, as long as neither changes. */
    private record Shown(Mounts hosts, Mounts owns, Map<ShownMount, Place> places) {}

    private final Rootfs rootfs;
    private final Rootfs own;
    private final TimelyAnswers<Place, Space> spaces;

    private volatile Shown shown = new Shown(Mounts.NONE, Mounts.NONE, Map.of());

    FilesystemReader(Rootfs rootfs) {
        this(rootfs, new Rootfs(Path.of("/")), Place::space, PATIENCE);
    }

    /** @param own where the agent's own files are */
    FilesystemReader(Rootfs rootfs, Rootfs own, Function<Place, Optional<Space>> space, Duration patience) {
        this.rootfs = rootfs;
        this.own = own;
        this.spaces = new TimelyAnswers<>(space, patience);
    }

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public void sample(SampleTable into) {
        Shown before = shown;
        Mounts hosts = mounts(KernelFile.require(rootfs, FILE, into), before.hosts(), into);
        Mounts owns = mounts(KernelFile.find(own, OWN_FILE, into), before.owns(), into);
        Shown now = hosts.equals(before.hosts()) && owns.equals(before.owns()) ? before : look(hosts, owns);
        shown = now;
        Map<Place, Space> answers = spaces.ask(Set.copyOf(now.places().values()));
        now.places().forEach((shownMount, place) -> add(shownMount, answers.get(place), into));
    }

    private Shown look(Mounts ofHost, Mounts ofAgent) {
        Map<String, Mount> owned = new HashMap<>();
        ofAgent.list().forEach(mount -> owned.put(mount.number(), mount));
        Map<Labels, Mount> first = new LinkedHashMap<>();
        ofHost.list().stream()
                .filter(FilesystemReader::isShown)
                .forEach(mount -> first.putIfAbsent(labels(mount), mount));
        Map<ShownMount, Place> places = new LinkedHashMap<>();
        first.forEach((labels, mount) ->
                places.put(new ShownMount(labels, mount.readOnly()), place(mount, owned.get(mount.number()))));
        return new Shown(ofHost, ofAgent, places);
    }

    private static Mounts mounts(Optional<KernelFile> file, Mounts before, SampleTable into) {
        String text = file.map(KernelFile::text).orElse("");
        if (!text.isEmpty() && text.equals(before.text())) {
            return before;
        }
        List<Mount> list = new ArrayList<>();
        int told = into.unreadable().size();
        file.ifPresent(it -> it.requireLines(into, words -> list.add(Mount.read(words))));
        // what couldn't be read has to be told each time
        return new Mounts(into.unreadable().size() == told ? text : "", list);
    }

    private static boolean isShown(Mount mount) {
        return !TYPES_LEFT_OUT.contains(mount.type())
                && !POINTS_LEFT_OUT.matcher(mount.point()).find();
    }

    private static Labels labels(Mount mount) {
        return Labels.of("device", mount.device(), "fstype", mount.type(), "mountpoint", mount.point());
    }

    private Place place(Mount mount, @Nullable Mount owned) {
        return owned == null
                ? new Place(rootfs.resolve(mount.point()), Optional.of(mount.number()))
                : new Place(own.resolve(owned.point()), Optional.empty());
    }

    private static void add(ShownMount mount, @Nullable Space space, SampleTable into) {
        Labels labels = mount.labels();
        into.add(ERROR, labels, space == null ? 1 : 0);
        if (space != null) {
            into.add(SIZE, labels, space.sizeBytes());
            into.add(FREE, labels, space.freeBytes());
            into.add(AVAILABLE, labels, space.availableBytes());
            into.add(FILES, labels, space.files());
            into.add(FILES_FREE, labels, space.filesFree());
            into.add(READ_ONLY, labels, mount.readOnly() ? 1 : 0);
        }
    }
}
