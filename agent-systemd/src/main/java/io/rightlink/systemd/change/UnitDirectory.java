package io.rightlink.systemd.change;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The host's directory of local unit files. Follows no link in it: what lies elsewhere is not ours to change. Stateless; its callers
 * see to it that nobody else changes the same unit.
 */
final class UnitDirectory {

    private static final String MODE = "rw-r--r--";

    private final Path root;

    UnitDirectory(Path root) {
        this.root = root;
    }

    /**
     * Makes sure that a file can be written here.
     *
     * @throws UnavailableException if the directory isn't seen here
     * @throws ConflictException if the file or its directory is a link
     */
    void requireOwn(UnitPath path) {
        if (!Files.isDirectory(root)) {
            throw new UnavailableException(
                    "unit-directory-unavailable",
                    "Cannot change units: there is no " + root + " here; mount the host's into the agent's container");
        }
        Path file = root.resolve(path.file());
        for (Path place : List.of(file, directoryOf(path))) {
            if (!place.equals(root) && Files.isSymbolicLink(place)) {
                throw new ConflictException(
                        "unit-is-link",
                        "Cannot change '" + path + "': " + place + " is a link to " + targetOf(place)
                                + ", which makes it masked, linked or an alias");
            }
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConflictException("unit-is-no-file", "Cannot change '" + path + "': " + file + " is no file");
        }
    }

    Optional<byte[]> read(UnitPath path) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(path.file())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + root.resolve(path.file()), e);
        }
    }

    /** Returns its permissions, {@code rw-r--r--}. */
    String mode(UnitPath path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve(path.file()), LinkOption.NOFOLLOW_LINKS));
    }

    boolean hasDirectoryOf(UnitPath path) {
        return Files.isDirectory(directoryOf(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Keeps the permissions of the file that it replaces: a secret may be in there. */
    void write(UnitPath path, byte[] content) throws IOException {
        boolean there = Files.isRegularFile(root.resolve(path.file()), LinkOption.NOFOLLOW_LINKS);
        write(path, content, there ? mode(path) : MODE);
    }

    void write(UnitPath path, byte[] content, String mode) throws IOException {
        if (!hasDirectoryOf(path)) {
            Files.createDirectory(directoryOf(path));
            sync(root);
        }
        AtomicFile.write(root.resolve(path.file()), content, mode);
    }

    /** Makes a file what it was, if it isn't: what was never touched need not be writable. */
    void restore(UnitPath path, byte[] content, String mode) throws IOException {
        boolean same = read(path).map(now -> Arrays.equals(now, content)).orElse(false)
                && mode(path).equals(mode);
        if (!same) {
            write(path, content, mode);
        }
    }

    /** Removes the file, and the directory of drop-ins with the last one. */
    void remove(UnitPath path) throws IOException {
        remove(path, false);
    }

    /**
     * Removes the file.
     *
     * @param keepDirectory whether the directory of drop-ins stays though it is empty
     */
    void remove(UnitPath path, boolean keepDirectory) throws IOException {
        if (!hasDirectoryOf(path)) {
            return;
        }
        Files.deleteIfExists(root.resolve(path.file()));
        sync(directoryOf(path));
        if (path.isDropIn() && !keepDirectory) {
            removeIfEmpty(directoryOf(path));
            sync(root);
        }
    }

    /** Removes what a write left behind that was cut off. */
    void sweep(UnitPath path) throws IOException {
        Path file = root.resolve(path.file());
        Pattern leftover = Pattern.compile(Pattern.quote("." + file.getFileName()) + "\\d+\\.tmp");
        if (hasDirectoryOf(path)) {
            for (Path entry : entries(directoryOf(path))) {
                if (leftover.matcher(nameOf(entry)).matches()) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    /** Returns the links that enable units, or give them other names: {@code multi-user.target.wants/web.service}. */
    Map<String, String> links(Set<String> units) throws IOException {
        Map<String, String> links = new TreeMap<>();
        for (Path entry : entries(root)) {
            boolean holdsLinks = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && !nameOf(entry).endsWith(".d");
            for (Path place : holdsLinks ? entries(entry) : List.of(entry)) {
                if (Files.isSymbolicLink(place) && concerns(place, units)) {
                    links.put(root.relativize(place).toString(), targetOf(place));
                }
            }
        }
        return links;
    }

    /** Makes the links of units what they were. */
    void restoreLinks(Set<String> units, Map<String, String> wanted) throws IOException {
        Map<String, String> now = links(units);
        for (Map.Entry<String, String> link : now.entrySet()) {
            if (!link.getValue().equals(wanted.get(link.getKey()))) {
                Path place = root.resolve(link.getKey());
                Files.deleteIfExists(place);
                settle(Objects.requireNonNull(place.getParent()));
            }
        }
        for (Map.Entry<String, String> link : wanted.entrySet()) {
            if (!link.getValue().equals(now.get(link.getKey()))) {
                Path place = root.resolve(link.getKey());
                Path directory = Objects.requireNonNull(place.getParent());
                Files.createDirectories(directory);
                Files.createSymbolicLink(place, Path.of(link.getValue()));
                sync(directory);
            }
        }
    }

    private void settle(Path directory) throws IOException {
        if (!directory.equals(root)) {
            removeIfEmpty(directory);
        }
        sync(Files.exists(directory) ? directory : root);
    }

    private Path directoryOf(UnitPath path) {
        return Objects.requireNonNull(root.resolve(path.file()).getParent());
    }

    private static boolean concerns(Path link, Set<String> units) {
        return units.contains(nameOf(link)) || units.contains(nameOf(Path.of(targetOf(link))));
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the link " + link, e);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // somebody else's files are in it
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
