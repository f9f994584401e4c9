package io.rightlink.core.host;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the host's files are seen: {@code /} when the agent runs on the host, {@code /host} when it runs in a container that has
 * the host's {@code /proc} and {@code /sys} mounted there.
 */
public record Rootfs(Path root) {

    /** Returns where {@code /proc/stat}, say, is seen. */
    public Path resolve(String absolutePath) {
        return root.resolve(absolutePath.substring(1));
    }

    /** Tells whether the agent sees the host from inside a container. */
    public boolean inContainer() {
        return !root.equals(Path.of("/"));
    }

    /**
     * Reads a small text file whole, {@code /proc/uptime}, as UTF-8 with U+FFFD for what isn't; empty if this host doesn't have it.
     *
     * @throws UncheckedIOException if it is there and can't be read
     */
    public Optional<String> read(String absolutePath) {
        Path file = resolve(absolutePath);
        try {
            return Optional.of(new String(readAll(target(file)), StandardCharsets.UTF_8));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Not with Files.readAllBytes, which asks for a single byte first: a sysctl's number is told to the first read alone. */
    private static byte[] readAll(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }

    /** Follows a link as the host would, for which an absolute one begins at its own root. */
    private Path target(Path file) throws IOException {
        if (inContainer() && Files.isSymbolicLink(file)) {
            Path target = Files.readSymbolicLink(file);
            return target.isAbsolute() ? resolve(target.toString()) : file;
        }
        return file;
    }
}
