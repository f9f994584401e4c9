package io.rightlink.monitoring.builtin;

import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code processes/fork_rate}, and {@code processes/ps_state-running}: how many processes are in each state. Those are counted here, a small
 * file each; on a host of more than 10,000 processes they aren't, because of the cost. Stateless.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-processes">The plugin processes</a>
 */
final class ProcessPlugin implements Plugin {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessPlugin.class);
    private static final int MOST = 10_000;

    /** The letters that collectd counts; an idle kernel thread's isn't one of them. */
    private static final Map<Character, String> STATES =
            Map.of('S', "sleeping", 'D', "blocked", 'Z', "zombies", 'T', "stopped", 'W', "paging");

    private final Rootfs rootfs;
    private final BooleanSupplier counted;

    /** @param counted tells whether states are wanted */
    ProcessPlugin(Rootfs rootfs, BooleanSupplier counted) {
        this.rootfs = rootfs;
        this.counted = counted;
    }

    @Override
    public void report(Measured measured, Sheet sheet) {
        sheet.put("processes", "fork_rate", Sheet.COUNTED, measured.one("node_forks_total"));
        if (counted.getAsBoolean()) {
            // like collectd 5.12, from the kernel's own count: what runs changes while one looks, and threads run,
            // too
            sheet.put("processes", "ps_state-running", Sheet.GAUGED, measured.one("node_procs_running"));
            count().ifPresent(counts -> STATES.forEach((letter, name) ->
                    sheet.put("processes", "ps_state-" + name, Sheet.GAUGED, (double) counts.getOrDefault(letter, 0))));
        }
    }

    private Optional<Map<Character, Integer>> count() {
        Map<Character, Integer> counts = new HashMap<>();
        int seen = 0;
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(rootfs.resolve("/proc"), ProcessPlugin::isOne)) {
            for (Path process : processes) {
                if (++seen > MOST) {
                    LOG.debug("Cannot count the states of more than {} processes", MOST);
                    return Optional.empty();
                }
                state(process).ifPresent(letter -> counts.merge(letter, 1, Integer::sum));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("Cannot count the states of processes", e);
            return Optional.empty();
        }
        return Optional.of(counts).filter(found -> !found.isEmpty());
    }

    private static boolean isOne(Path file) {
        return file.getFileName().toString().chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** {@code 4217 (my (odd) name) S 1 4217 …}; empty of a process that has ended meanwhile. */
    private static Optional<Character> state(Path process) {
        try {
            String stat = new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
            int state = stat.lastIndexOf(')') + 2;
            return state > 1 && state < stat.length() ? Optional.of(stat.charAt(state)) : Optional.empty();
        } catch (IOException e) {
            LOG.trace("Cannot read the state of {}", process, e);
            return Optional.empty();
        }
    }
}
