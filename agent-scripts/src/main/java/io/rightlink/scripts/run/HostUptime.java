package io.rightlink.scripts.run;

import io.rightlink.core.host.Rootfs;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For how long the host is up, suspensions included: a time that nobody sets, and that goes on when the agent ends. Stateless.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_uptime.5.html">proc_uptime(5)</a>
 */
record HostUptime(Rootfs rootfs) {

    private static final Logger LOG = LoggerFactory.getLogger(HostUptime.class);

    /** Returns what the first number of {@code 4242.17 8001.99} says; empty where the host doesn't tell. */
    Optional<Duration> now() {
        try {
            return rootfs.read("/proc/uptime")
                    .map(text -> Double.parseDouble(text.split(" ", 2)[0]))
                    .map(seconds -> Duration.ofMillis((long) (seconds * 1_000)));
        } catch (UncheckedIOException | NumberFormatException e) {
            LOG.warn("Cannot tell for how long the host is up", e);
            return Optional.empty();
        }
    }
}
