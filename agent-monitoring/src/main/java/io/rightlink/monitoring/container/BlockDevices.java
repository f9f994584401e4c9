package io.rightlink.monitoring.container;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the host's block devices are called, from {@code /proc/diskstats}, which is read again every minute. For one thread at a time. */
final class BlockDevices {

    private static final String FILE = "/proc/diskstats";
    private static final long VALID_NANOS = 60_000_000_000L;

    private final Rootfs rootfs;
    private final LongSupplier nanoTime;
    private Map<String, String> names = Map.of();
    private long readAt;
    private boolean read;

    BlockDevices(Rootfs rootfs, LongSupplier nanoTime) {
        this.rootfs = rootfs;
        this.nanoTime = nanoTime;
    }

    /** Returns {@code /dev/vda} for {@code 254:0}, which stays as it is where nobody knows its name. */
    String name(String numbers) {
        long now = nanoTime.getAsLong();
        if (!read || now - readAt > VALID_NANOS) {
            // Who can't read the file shows it as missing where it shows the disks.
            Map<String, String> found = new HashMap<>();
            KernelFile.find(rootfs, FILE, new SampleTable())
                    .ifPresent(file -> file.eachLine(new SampleTable(), words -> readLine(words, found)));
            names = found;
            readAt = now;
            read = true;
        }
        return names.getOrDefault(numbers, numbers);
    }

    /** {@code  254       0 vda 1391469 86795 37748362 …}. */
    private static void readLine(Words words, Map<String, String> found) {
        found.put(words.next() + ":" + words.next(), "/dev/" + words.next());
    }
}
