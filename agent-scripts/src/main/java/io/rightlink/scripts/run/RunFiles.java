package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** Where runs have their files: {@code <state>/runs/<id>/} with {@code script}, {@code work/} and {@code output}. Stateless. */
final class RunFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path runs;

    RunFiles(Path stateDirectory) {
        this.runs = stateDirectory.resolve("runs");
    }

    /** Makes a fresh working directory. */
    Path prepare(String id, String source) throws IOException {
        Path home = runs.resolve(id);
        discard(id);
        Files.createDirectories(home, OWNER_ONLY);
        Files.createFile(home.resolve("script"), OWNER_ONLY);
        Files.writeString(home.resolve("script"), source);
        return Files.createDirectory(home.resolve("work"), OWNER_ONLY);
    }

    Path script(String id) {
        return runs.resolve(id).resolve("script");
    }

    Path output(String id) {
        return runs.resolve(id).resolve("output");
    }

    /** Leaves of an ended run only its output. */
    void tidy(String id) throws IOException {
        FileSystemUtils.deleteRecursively(runs.resolve(id).resolve("work"));
        Files.deleteIfExists(script(id));
    }

    void discard(String id) throws IOException {
        FileSystemUtils.deleteRecursively(runs.resolve(id));
    }

    /** Returns what is kept of an ended run's output. */
    StoredOutput stored(String id) {
        try {
            Path output = output(id);
            return new StoredOutput(output, Files.exists(output) ? Files.size(output) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the output of the run '" + id + "'", e);
        }
    }

    /** Returns the SHA-256 of what is kept, in hexadecimal. */
    String digest(String id) throws IOException {
        try (DigestOutputStream digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            Files.copy(output(id), digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
