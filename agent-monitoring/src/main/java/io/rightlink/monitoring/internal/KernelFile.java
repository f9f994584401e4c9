package io.rightlink.monitoring.internal;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.sample.SampleTable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A small text file of the kernel's, as it was at one moment. A line that can't be read is told to the table and left out, and the
 * others are read all the same. Immutable.
 *
 * @param path below the host's root, {@code /proc/stat}
 */
public record KernelFile(String path, String text) {

    /** Reads a file that not every kernel has. Empty without it, and also if it can't be read, which the table is told. */
    public static Optional<KernelFile> find(Rootfs rootfs, String path, SampleTable table) {
        try {
            return rootfs.read(path).map(text -> new KernelFile(path, text));
        } catch (UncheckedIOException e) {
            table.unreadable(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Reads a file that every kernel has; the table is told if this one doesn't. */
    public static Optional<KernelFile> require(Rootfs rootfs, String path, SampleTable table) {
        int told = table.unreadable().size();
        Optional<KernelFile> file = find(rootfs, path, table);
        if (file.isEmpty() && table.unreadable().size() == told) {
            table.unreadable("Cannot read " + path + ": no such file below " + rootfs.root());
        }
        return file;
    }

    /** Hands each line to {@code reader}, which throws {@link GarbledException} at what it can't read. */
    public void eachLine(SampleTable table, Consumer<Words> reader) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            readLine(text.substring(start, end), table, reader);
            start = end + 1;
        }
        if (start < text.length()) {
            missing(table, "its last line is cut off");
        }
    }

    /** Likewise for a file that always has lines: the table is told of one that is empty. */
    public void requireLines(SampleTable table, Consumer<Words> reader) {
        if (text.isEmpty()) {
            missing(table, "it is empty");
        }
        eachLine(table, reader);
    }

    /** Reads lines of {@code pgfault 123456}. */
    public Map<String, Double> counts(SampleTable table) {
        Map<String, Double> counts = new HashMap<>();
        eachLine(table, words -> counts.put(words.next(), words.count()));
        return counts;
    }

    /** Reads a file that is one number, {@code 123456}; empty if it isn't, which the table is told. */
    public OptionalDouble count(SampleTable table) {
        double[] count = {Double.NaN};
        requireLines(table, words -> count[0] = words.count());
        return Double.isNaN(count[0]) ? OptionalDouble.empty() : OptionalDouble.of(count[0]);
    }

    /** Tells the table that something of this file is missing, {@code why}. */
    public void missing(SampleTable table, String why) {
        table.unreadable("Cannot read all of " + path + ": " + why);
    }

    private void readLine(String line, SampleTable table, Consumer<Words> reader) {
        try {
            reader.accept(new Words(line));
        } catch (GarbledException e) {
            missing(table, String.valueOf(e.getMessage()));
        }
    }
}
