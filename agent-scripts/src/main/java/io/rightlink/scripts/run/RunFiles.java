package io.rightlink.scripts.run;

import io.rightlink.core.process.Programs;
import io.rightlink.core.store.FileTrees;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where runs have their files: {@code <state>/runs/<id>/} with {@code script}, {@code work/} and {@code output}. Stateless. */
final class RunFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

    private final Path runs;
    private final FileTrees trees;

    RunFiles(Path stateDirectory) {
        this.runs = stateDirectory.resolve("runs");
        this.trees = new FileTrees(runs);
    }

    /**
     * Makes a fresh working directory.
     *
     * @throws IOException if it can't be made, or something of an earlier run of this id is left that can't be removed
     */
    Path prepare(String id, String source) throws IOException {
        Path home = runs.resolve(id);
        clear(home);
        Files.createDirectories(home, OWNER_ONLY);
        Programs.write(script(id), source);
        return Files.createDirectory(home.resolve("work"), OWNER_ONLY);
    }

    /** Has its directory be there: an agent may have been killed before it had made it, and after the run was on record. */
    void keep(String id) throws IOException {
        Files.createDirectories(runs.resolve(id), OWNER_ONLY);
    }

    Path script(String id) {
        return runs.resolve(id).resolve("script");
    }

    /** Where a placement may keep the output as it comes. */
    Path raw(String id) {
        return runs.resolve(id).resolve("output.raw");
    }

    Path output(String id) {
        return runs.resolve(id).resolve("output");
    }

    /** Leaves of an ended run only its output; and where a script's mount is left, that, until the agent starts again. */
    void tidy(String id) {
        boolean _ = empty(id, file -> !file.equals(output(id)));
    }

    /** Leaves nothing of a run; but where a script's mount is left, that, until the agent starts again. */
    void forget(String id) {
        if (empty(id, _ -> true)) {
            boolean _ = removed(id, runs.resolve(id));
        }
    }

    /** Removes what a crash left behind: all of a run that is forgotten, and all but the output of one that doesn't go on. */
    void sweep(Predicate<String> remembered, Set<String> goingOn) throws IOException {
        for (Path home : FileTrees.children(runs)) {
            String id = String.valueOf(home.getFileName());
            if (!remembered.test(id)) {
                forget(id);
            } else if (!goingOn.contains(id)) {
                tidy(id);
            }
        }
    }

    /** Returns what is kept of an ended run's output. */
    StoredOutput stored(String id) {
        try {
            return new StoredOutput(output(id), Files.size(output(id)));
        } catch (NoSuchFileException e) {
            return new StoredOutput(output(id), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the output of the run '" + id + "'", e);
        }
    }

    /** Returns the SHA-256 of the first bytes of what is kept, in hexadecimal. */
    String digest(String id, long bytes) throws IOException {
        try (DigestOutputStream digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            OutputFile.copy(output(id), 0, bytes, digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void clear(Path home) throws IOException {
        try {
            trees.delete(home);
        } catch (IOException e) {
            throw new IOException("An earlier run's files are in its way: " + e.getMessage(), e);
        }
    }

    /** Goes on where one can't be removed: the others have secrets in them. Returns whether all are gone. */
    private boolean empty(String id, Predicate<Path> which) {
        try {
            return FileTrees.children(runs.resolve(id), LinkOption.NOFOLLOW_LINKS).stream()
                    .filter(which)
                    .filter(file -> !removed(id, file))
                    .toList()
                    .isEmpty();
        } catch (IOException e) {
            LOG.warn("Cannot tidy up after the run '{}'", id, e);
            return false;
        }
    }

    private boolean removed(String id, Path file) {
        try {
            trees.delete(file);
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "Cannot remove a file of the run '{}' before the agent starts the next time: {}", id, e.toString());
            return false;
        }
    }
}
