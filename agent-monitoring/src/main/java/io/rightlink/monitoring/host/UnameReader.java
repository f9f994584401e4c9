package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells what uname(2) tells on the host: its name, its kernel and its machine. The names are those of the reader's UTS namespace, which
 * is the host's where the agent runs with {@code --uts host}. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/uname.2.html">uname(2)</a>
 */
final class UnameReader implements Sampler {

    private static final String DIRECTORY = "/proc/sys/kernel/";

    private static final MetricFamily INFO = gauge("node_uname_info", "What uname tells; always 1.");

    /** What uname calls what a file tells. */
    private static final List<Map.Entry<String, String>> FILES = List.of(
            Map.entry("sysname", "ostype"),
            Map.entry("release", "osrelease"),
            Map.entry("version", "version"),
            Map.entry("nodename", "hostname"),
            Map.entry("domainname", "domainname"));

    private final Rootfs rootfs;
    private final Supplier<Optional<String>> machine;

    /** @param machine {@code x86_64} */
    UnameReader(Rootfs rootfs, Supplier<Optional<String>> machine) {
        this.rootfs = rootfs;
        this.machine = machine;
    }

    @Override
    public String name() {
        return "uname";
    }

    /** One sample of all, or none: labels that come and go would make a host look like two. */
    @Override
    public void sample(SampleTable into) {
        List<String> labels = new ArrayList<>();
        machine.get()
                .ifPresentOrElse(
                        name -> labels.addAll(List.of("machine", name)),
                        () -> into.unreadable("Cannot tell what machine this is"));
        FILES.forEach(file ->
                line(DIRECTORY + file.getValue(), into).ifPresent(text -> labels.addAll(List.of(file.getKey(), text))));
        if (labels.size() == 2 * (FILES.size() + 1)) {
            into.add(INFO, Labels.of(labels.toArray(String[]::new)), 1);
        }
    }

    /** Each file is one line, {@code 6.1.0-56-cloud-amd64}. */
    private Optional<String> line(String path, SampleTable into) {
        Optional<String> text = KernelFile.require(rootfs, path, into).map(KernelFile::text);
        if (text.isPresent() && text.get().indexOf('\n') < 1) {
            into.unreadable("Cannot read all of " + path + ": it is empty or cut off");
            return Optional.empty();
        }
        return text.map(it -> it.substring(0, it.indexOf('\n')));
    }
}
