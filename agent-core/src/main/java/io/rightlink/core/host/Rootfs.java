package io.rightlink.core.host;

import java.io.FileNotFoundException;
import java.io.IOException;
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
     * Reads a small file whole, {@code /proc/uptime}; empty if this host doesn't have it.
     *
     * @throws UncheckedIOException if it is there and can't be read
     */
    public Optional<String> read(String absolutePath) {
        Path file = resolve(absolutePath);
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
