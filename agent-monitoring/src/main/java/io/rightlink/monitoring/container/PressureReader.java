package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;

/**
 * Reads how long a container waited for one resource, {@code cpu}, {@code memory} or {@code io}. It is measured in the unified tree
 * only, but there even for the controllers of v1.
 *
 * @see <a href="https://docs.kernel.org/accounting/psi.html#cgroup2-interface">PSI, the cgroup2 interface</a>
 */
final class PressureReader implements ContainerReader {

    private static final double MICROSECONDS = 1e6;

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
            into.buffer().toFile(pressure.path()).eachLine(into.told(), words -> readLine(words, into));
        }
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
