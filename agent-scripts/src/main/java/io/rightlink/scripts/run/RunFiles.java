package io.rightlink.scripts.run;

import io.rightlink.core.process.Programs;
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
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Where runs have their files: {@code <state>/runs/<id>/} with {@code script}, {@code work/} and {@code output}. Stateless. */
final class RunFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

    private final Path runs;

    RunFiles(Path stateDirectory) {
        this.runs = stateDirectory.resolve("runs");
    }

    /** Makes a fresh working directory. */
    Path prepare(String id, String source) throws IOException {
        Path home = runs.resolve(id);
        delete(home);
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

    /** Leaves of an ended run only its output. */
    void tidy(String id) {
        try {
            for (Path file : children(runs.resolve(id))) {
                if (!file.equals(output(id))) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot tidy up after the run '{}'", id, e);
        }
    }

    /** Leaves nothing of a run. */
    void forget(String id) {
        try {
            delete(runs.resolve(id));
        } catch (IOException e) {
            LOG.warn("Cannot remove the files of the run '{}'", id, e);
        }
    }

    /** Removes what a crash left behind: all of a run that is forgotten, and all but the output of one that doesn't go on. */
    void sweep(Predicate<String> remembered, Set<String> goingOn) throws IOException {
        for (Path home : children(runs)) {
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

    /** Deletes a link itself, never what it points to. */
    private static void delete(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            FileSystemUtils.deleteRecursively(file);
        } else {
            Files.deleteIfExists(file);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
