package io.rightlink.monitoring.internal;

import io.rightlink.monitoring.sample.SampleTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** A file of names with numbers, {@code memory.stat}, of which some are wanted. The others aren't looked at. For one thread at a time. */
public final class KeptCounts {

    private static final byte[] END_OF_LINE = {'\n'};

    private final KeptFile file;
    private final String[] names;
    private final byte[][] keys;
    private final double[] values;

    /** @param names those that are wanted, best in the kernel's order */
    public KeptCounts(KeptFile file, String... names) {
        this.file = file;
        this.names = names.clone();
        this.keys = Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.values = new double[names.length];
    }

    /** Reads them all; throws as {@link KeptFile#read} does. */
    public void read(KernelBytes buffer, SampleTable told) throws IOException {
        Arrays.fill(values, Double.NaN);
        if (file.read(buffer, told) && !take(buffer)) {
            Map<String, Double> counts = buffer.toFile(file.path()).counts(told);
            for (int i = 0; i < names.length; i++) {
                values[i] = counts.getOrDefault(names[i], Double.NaN);
            }
        }
    }

    /** Returns what was read of the name at {@code index}; NaN if nothing was. */
    public double get(int index) {
        return values[index];
    }

    /** Returns false at what isn't a line of the kernel's. */
    private boolean take(KernelBytes buffer) {
        int found = 0;
        int likely = 0;
        while (found < keys.length && !buffer.atEnd()) {
            int key = buffer.skipKey(keys, likely);
            if (key >= 0) {
                long value = buffer.count();
                if (value < 0 || !buffer.skip(END_OF_LINE)) {
                    return false;
                }
                values[key] = value;
                likely = key + 1 == keys.length ? 0 : key + 1;
                found++;
            } else if (!buffer.skipLine()) {
                return false;
            }
        }
        return true;
    }
}
