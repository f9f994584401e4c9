package io.rightlink.core.store;

import io.rightlink.core.host.MountPoints;
import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes files below a directory of the agent's, and directories with all that is in them; but where something is mounted, all of it
 * is left: what is mounted isn't the agent's, and what is beside it may be what is seen in it. Links are removed, and never followed.
 * Stateless; safe for any thread.
 */
public final class FileTrees {

    private final Path top;
    private final Rootfs own;

    /** @param top what is mounted there, or above, is the agent's own business */
    public FileTrees(Path top) {
        this(top, new Rootfs(Path.of("/")));
    }

    /** @param own where the agent's own {@code /proc} is */
    FileTrees(Path top, Rootfs own) {
        this.top = top;
        this.own = own;
    }

    /**
     * Removes a file or a directory, if there is one.
     *
     * @throws IOException if something is mounted there, or if that can't be told: then all is as it was; or if some of it can't be
     *     removed
     */
    public void delete(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireUnmounted(file);
            remove(file);
        }
    }

    /** Returns what is in a directory, or in one that a link points to, if links are to be followed; nothing where there is none. */
    public static List<Path> children(Path directory, LinkOption... links) throws IOException {
        if (!Files.isDirectory(directory, links)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * Checks that nothing is mounted at a file, in it or on the way to it.
     *
     * @throws IOException if something is, naming it; or if that can't be told
     */
    public void requireUnmounted(Path file) throws IOException {
        // Devices don't tell: a directory of the same file system may be mounted, too.
        Path real = top.toRealPath();
        Optional<String> point = MountPoints.read(own).around(real, real.resolve(top.relativize(file)));
        if (point.isPresent()) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "something is mounted at '" + point.get() + "': unmount it there, or, where only the agent's"
                            + " container still has it mounted, restart the agent");
        }
    }

    /** Tries before it looks inside: the kernel refuses to remove where something was mounted a moment ago. */
    private static void remove(Path file) throws IOException {
        try {
            boolean _ = Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            removeChildren(file);
            boolean _ = Files.deleteIfExists(file);
        }
    }

    /** One by one, as they are read: a script may have left a million. */
    private static void removeChildren(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
                for (Path child : children) {
                    remove(child);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
    }
}
