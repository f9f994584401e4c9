package io.rightlink.systemd.journal;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.process.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts journalctl on the host's journal, the one that lasts and the one in {@code /run}. Safe for any thread.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/journalctl.html">journalctl(1)</a>
 */
final class Journalctl {

    private static final List<String> DIRECTORIES = List.of("/var/log/journal", "/run/log/journal");
    private static final Pattern MACHINE_ID = Pattern.compile("[0-9a-f]{32}");

    private final Rootfs rootfs;
    private final String command;

    Journalctl(Rootfs rootfs, String command) {
        this.rootfs = rootfs;
        this.command = command;
    }

    /**
     * Starts it for one unit.
     *
     * @param most how many bytes it may print
     * @throws UnavailableException if there is no journal, or no journalctl
     */
    JournalctlProcess start(JournalQuery query, long most, String... more) {
        requireJournal();
        ProcessBuilder builder = new ProcessBuilder(arguments(query, more));
        builder.redirectInput(new File("/dev/null"));
        // its complaints are shown to people who read the rest in English
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return new JournalctlProcess(Programs.start(builder), most);
        } catch (IOException e) {
            throw new UnavailableException(
                    "journal-unavailable",
                    "Cannot read the journal: '" + command + "' isn't installed beside the agent, or can't be run",
                    e);
        }
    }

    private List<String> arguments(JournalQuery query, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--output=json", "--all", "--no-pager", "--quiet"));
        arguments.add("--unit=" + query.unit());
        if (query.priority() != null) {
            arguments.add("--priority=" + query.priority().level());
        }
        arguments.addAll(List.of(more));
        if (rootfs.inContainer()) {
            arguments.add("--root=" + rootfs.root());
        }
        // below another root, or where it merges, journalctl mixes in what other machines have left there, as an
        // image's or a container's journal
        rootfs.read("/etc/machine-id")
                .map(String::trim)
                .filter(id -> MACHINE_ID.matcher(id).matches())
                .ifPresent(id -> arguments.add("_MACHINE_ID=" + id));
        return arguments;
    }

    private void requireJournal() {
        if (DIRECTORIES.stream().noneMatch(directory -> Files.isDirectory(rootfs.resolve(directory)))) {
            throw new UnavailableException(
                    "journal-unavailable",
                    "Cannot read the journal: there is neither " + rootfs.resolve(DIRECTORIES.getFirst()) + " nor "
                            + rootfs.resolve(DIRECTORIES.getLast())
                            + (rootfs.inContainer()
                                    ? "; mount the host's /var/log and /run/log there, read-only"
                                    : "; journald doesn't run here, or stores nothing"));
        }
    }
}
