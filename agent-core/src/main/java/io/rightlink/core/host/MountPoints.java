package io.rightlink.core.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is mounted at a moment, as the agent itself sees it: in a container it may have mounts of its own, which the host has
 * no more. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 */
public final class MountPoints {

    private static final String FILE = "/proc/self/mountinfo";

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    /** The id, the parent's id, the file system's number and root, the mount point; and the rest. */
    private static final int PARTS = 6;

    private final List<String> points;

    private MountPoints(List<String> points) {
        this.points = points;
    }

    /**
     * Reads those of now.
     *
     * @param own where the agent's own files are
     * @throws IOException if they can't all be told
     */
    public static MountPoints read(Rootfs own) throws IOException {
        try {
            String text = own.read(FILE).orElseThrow(() -> new IOException("There is no " + FILE));
            List<String> points = new ArrayList<>();
            // Names may have every other kind of line break in them.
            for (String line : text.stripTrailing().split("\n", -1)) {
                points.add(point(line));
            }
            return new MountPoints(List.copyOf(points));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Returns one on the way from a directory down to a file, the file itself included, or one that is below the file.
     *
     * @param top a real path; whether it is a mount point itself doesn't matter
     * @param file a path below it
     */
    public Optional<String> around(Path top, Path file) {
        String self = file + "/";
        return points.stream()
                .filter(point -> point.startsWith(top + "/"))
                .filter(point -> point.startsWith(self) || self.startsWith(point + "/"))
                .findFirst();
    }

    /** Returns a path as it is called: the kernel writes a space in it as {@code \040}. */
    public static String unescape(String path) {
        return ESCAPED.matcher(path)
                .replaceAll(match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 8))));
    }

    /** {@code 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue}. */
    private static String point(String line) throws IOException {
        String[] parts = line.split(" ", PARTS);
        if (parts.length < PARTS) {
            throw new IOException("Cannot read all of " + FILE + ": '" + line + "' ends too early");
        }
        return unescape(parts[4]);
    }
}
