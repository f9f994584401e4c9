package io.rightlink.monitoring.collectd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with secrets, read when it is needed and has changed; looked at once a second at most. Safe for any thread. */
final class WatchedFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
    private static final long PAUSE_NANOS = 1_000_000_000L;

    /** What tells that a file has changed. */
    private record State(FileTime modified, FileTime changed, long size) {}

    private final Path file;
    private final Function<String, T> reader;
    private final LongSupplier nanoTime;
    private Optional<T> content = Optional.empty();
    private @Nullable State state;
    private String complaint = "";
    private boolean looked;
    private long lookedAt;

    WatchedFile(Path file, Function<String, T> reader, LongSupplier nanoTime) {
        this.file = file;
        this.reader = reader;
        this.nanoTime = nanoTime;
    }

    /** Returns what is in it now; empty if it can't be read, which the log says. */
    synchronized Optional<T> content() {
        long now = nanoTime.getAsLong();
        if (!looked || now - lookedAt >= PAUSE_NANOS) {
            looked = true;
            lookedAt = now;
            look();
        }
        return content;
    }

    private void look() {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            State now = new State(
                    attributes.lastModifiedTime(),
                    (FileTime) Files.getAttribute(file, "unix:ctime"),
                    attributes.size());
            if (!now.equals(state)) {
                content = Optional.of(reader.apply(Files.readString(file)));
                state = now;
                complain(
                        attributes.permissions().contains(PosixFilePermission.OTHERS_READ)
                                ? "Everybody on this machine can read the secrets in " + file
                                : "");
            }
        } catch (IOException | IllegalArgumentException e) {
            content = Optional.empty();
            state = null;
            complain("Cannot read the secrets in " + file + ": " + e);
        }
    }

    private void complain(String reason) {
        if (!reason.equals(complaint) && !reason.isEmpty()) {
            LOG.warn("{}", reason);
        }
        complaint = reason;
    }
}
