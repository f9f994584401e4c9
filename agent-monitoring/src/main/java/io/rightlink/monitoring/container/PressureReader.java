package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.KernelBytes;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads how long a container waited for one resource, {@code cpu}, {@code memory} or {@code io}. It is measured in the unified tree
 * only, but there even for the controllers of v1.
 *
 * @see <a href="https://docs.kernel.org/accounting/psi.html#cgroup2-interface">PSI, the cgroup2 interface</a>
 */
final class PressureReader implements ContainerReader {

    private static final double MICROSECONDS = 1e6;
    private static final byte[] SOME = "some avg10=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FULL = "full avg10=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOTAL = " total=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_LINE = {'\n'};

    private final KeptFile pressure;
    private final MetricFamily waiting;
    private final MetricFamily stalled;

    PressureReader(ContainerFiles files, String resource) {
        this.pressure = files.ofUnified(resource + ".pressure");
        this.waiting = counter(
                "container_pressure_" + resource + "_waiting_seconds_total",
                "Time in which some of the container's tasks waited for " + resource + ".");
        this.stalled = counter(
                "container_pressure_" + resource + "_stalled_seconds_total",
                "Time in which all of the container's tasks that had work waited for " + resource + ".");
    }

    @Override
    public void read(Figures into) throws IOException {
        if (pressure.read(into.buffer(), into.told())) {
            int before = into.size();
            if (!readQuickly(into)) {
                into.dropAfter(before);
                into.buffer().toFile(pressure.path()).eachLine(into.told(), words -> readLine(words, into));
            }
        }
    }

    /** Returns false at what isn't as the kernel writes it, and leaves it to be told. */
    private boolean readQuickly(Figures into) {
        KernelBytes file = into.buffer();
        while (!file.atEnd()) {
            MetricFamily family = file.skip(SOME) ? waiting : file.skip(FULL) ? stalled : null;
            if (family == null || !file.skipPast(TOTAL)) {
                return false;
            }
            long micros = file.count();
            if (micros < 0 || !file.skip(END_OF_LINE)) {
                return false;
            }
            into.add(family, micros / MICROSECONDS);
        }
        return true;
    }

    /** {@code some avg10=2.50 avg60=0.75 avg300=0.10 total=5150321}, the total in microseconds. */
    private void readLine(Words words, Figures into) {
        String who = words.next();
        for (int i = 0; i < 3; i++) {
            words.next();
        }
        words.nextUpTo('=');
        double seconds = words.count() / MICROSECONDS;
        if (who.equals("some")) {
            into.add(waiting, seconds);
        } else if (who.equals("full")) {
            into.add(stalled, seconds);
        }
    }
}
