package io.rightlink.scripts.boot;

import io.rightlink.core.host.DeviceNumber;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.store.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code state} in the run directory: a reboot of the host removes it, and nothing else does. That can be relied on only where
 * the directory is on the tmpfs that the host itself has at {@code /run}: a container's own would be gone with the container, and so
 * would one that the engine or an orchestrator mounts on the host for a container. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 */
final class BootMarker {

    private static final Logger LOG = LoggerFactory.getLogger(BootMarker.class);

    /** {@code 25 30 0:23 / /run rw,nosuid shared:5 - tmpfs tmpfs rw,size=2458404k,mode=755}. */
    private static final Pattern TMPFS =
            Pattern.compile("^\\d+ \\d+ (\\d+:\\d+) \\S+ /(?:var/)?run(?:/rightlink)? .* - tmpfs ", Pattern.MULTILINE);

    private final Path directory;
    private final Path file;
    private final Rootfs rootfs;

    BootMarker(Path runDirectory, Rootfs rootfs) {
        this.directory = runDirectory;
        this.file = runDirectory.resolve("state");
        this.rootfs = rootfs;
    }

    /** Tells whether a reboot of the host, and nothing else, removes what is written; what can't be looked at can't be relied on. */
    boolean isReliable() {
        try {
            String device = DeviceNumber.of(directory);
            return rootfs.read("/proc/1/mountinfo").stream()
                    .flatMap(mounts -> TMPFS.matcher(mounts).results())
                    .anyMatch(mount -> mount.group(1).equals(device));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Cannot tell whether {} shows a reboot of the host: {}", directory, e.toString());
            return false;
        }
    }

    /** Returns what was written since the host was booted. */
    Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).trim());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ", which tells whether the host was rebooted", e);
        }
    }

    void write(String token) {
        try {
            AtomicFile.write(file, (token + "\n").getBytes(StandardCharsets.UTF_8), "rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ", which tells whether the host was rebooted", e);
        }
    }
}
