package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a container read from block devices and wrote to them. Of what the schedulers of v1 count, the first that has counted
 * anything is shown, and stays: another doesn't count the same, and a counter must not jump.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#io-interface-files">IO interface files, v2</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/blkio-controller.html">Block IO controller, v1</a>
 */
final class BlockReader implements ContainerReader {

    static final MetricFamily READS =
            counter("container_fs_reads_total", "How often the container read from the device.");
    static final MetricFamily WRITES =
            counter("container_fs_writes_total", "How often the container wrote to the device.");
    static final MetricFamily READ_BYTES =
            counter("container_fs_reads_bytes_total", "Bytes that the container read from the device.");
    static final MetricFamily WRITTEN_BYTES =
            counter("container_fs_writes_bytes_total", "Bytes that the container wrote to the device.");

    /** As runc asks them: bfq, what once was cfq, and what any device has. */
    private static final List<String> SCHEDULERS = List.of("blkio.bfq.", "blkio.", "blkio.throttle.");

    private static final byte[] NOTHING = "Total 0\n".getBytes(StandardCharsets.US_ASCII);

    /** More devices than a container uses; those that were unplugged would add up. */
    private static final int MOST_DEVICES = 64;

    /** One scheduler's figures: how often, and how much. */
    private record Source(KeptFile serviced, KeptFile bytes) {}

    private final BlockDevices devices;
    private final Labels container;
    private final @Nullable KeptFile unified;
    private final Map<String, Labels> labels = new HashMap<>();
    private List<Source> sources;

    BlockReader(ContainerFiles files, Labels container, BlockDevices devices) {
        this.devices = devices;
        this.container = container;
        boolean v1 = files.hasV1("blkio");
        this.unified = v1 ? null : files.of("blkio", "io.stat");
        this.sources = v1
                ? SCHEDULERS.stream()
                        .map(scheduler -> new Source(
                                files.of("blkio", scheduler + "io_serviced_recursive"),
                                files.of("blkio", scheduler + "io_service_bytes_recursive")))
                        .toList()
                : List.of();
    }

    @Override
    public void read(Figures into) throws IOException {
        KeptFile stat = unified;
        if (stat != null) {
            if (stat.read(into.buffer(), into.told())) {
                into.buffer().toFile(stat.path()).eachLine(into.told(), words -> readUnified(words, into));
            }
            return;
        }
        for (Source source : sources) {
            if (read(source.serviced(), READS, WRITES, into)) {
                read(source.bytes(), READ_BYTES, WRITTEN_BYTES, into);
                settleFor(source);
                return;
            }
        }
    }

    private void settleFor(Source source) {
        if (sources.size() > 1) {
            sources.stream().filter(other -> !other.equals(source)).forEach(other -> other.serviced()
                    .close());
            sources = List.of(source);
        }
    }

    /** Returns false if nothing is counted there. */
    private boolean read(KeptFile file, MetricFamily reads, MetricFamily writes, Figures into) throws IOException {
        if (!file.read(into.buffer(), into.told()) || into.buffer().is(NOTHING)) {
            return false;
        }
        into.buffer().toFile(file.path()).eachLine(into.told(), words -> readLine(words, reads, writes, into));
        return true;
    }

    /** {@code 254:0 Write 1048576}, and {@code Total 1048576} at the end. */
    private void readLine(Words words, MetricFamily reads, MetricFamily writes, Figures into) {
        String device = words.next();
        String what = words.next();
        if (what.equals("Read")) {
            into.add(reads, labels(device), words.count());
        } else if (what.equals("Write")) {
            into.add(writes, labels(device), words.count());
        }
    }

    /** {@code 254:0 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0}; some kernels list a device without any figure. */
    private void readUnified(Words words, Figures into) {
        Labels device = labels(words.next());
        while (words.hasNext()) {
            MetricFamily family =
                    switch (words.nextUpTo('=')) {
                        case "rbytes" -> READ_BYTES;
                        case "wbytes" -> WRITTEN_BYTES;
                        case "rios" -> READS;
                        case "wios" -> WRITES;
                        default -> null;
                    };
            double count = words.count();
            if (family != null) {
                into.add(family, device, count);
            }
        }
    }

    private Labels labels(String numbers) {
        String name = devices.name(numbers);
        if (labels.size() >= MOST_DEVICES) {
            labels.clear();
        }
        return labels.computeIfAbsent(name, device -> container.and("device", device));
    }
}
