package io.rightlink.systemd.journal;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A journalctl that runs. One thread reads it; any may close it, which ends the process. */
final class JournalctlProcess implements AutoCloseable {

    /** As JSON, which makes four or five bytes of one that isn't UTF-8; journald cuts what a unit prints at 48 KB. */
    static final int LONGEST_ENTRY = 256 * 1024;

    private static final int LONGEST_COMPLAINT = 4096;

    private final Process process;
    private final BoundedLines lines;
    private final CompletableFuture<String> complaint = new CompletableFuture<>();
    private volatile boolean late;

    JournalctlProcess(Process process, long most) {
        this.process = process;
        this.lines = new BoundedLines(process.getInputStream(), LONGEST_ENTRY, most);
        Thread.ofVirtual().name("journalctl-complaint").start(this::listen);
    }

    /** Ends it if it isn't done by then. */
    void limit(Duration time) {
        Thread.ofVirtual().name("journalctl-limit").start(() -> {
            try {
                if (!process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
                    late = true;
                    close();
                }
            } catch (InterruptedException e) {
                close();
            }
        });
    }

    /**
     * Returns the next entry, or empty at the end.
     *
     * @throws UnavailableException if it prints anything else
     */
    Optional<JournalEvent> next() {
        try {
            byte[] line = lines.next();
            return line == null ? Optional.empty() : Optional.of(EntryReader.read(line));
        } catch (IOException e) {
            // the process was ended from another thread
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new UnavailableException(
                    "journal-unavailable", "Cannot read what journalctl says of an entry: " + e.getMessage(), e);
        }
    }

    /** Returns how many entries were left out since this was last asked, because each alone is too long. */
    int leftOut() {
        return lines.leftOut();
    }

    /** Tells whether it has printed as much as it may. */
    boolean isFull() {
        return lines.isFull();
    }

    /** Tells whether it took too long. */
    boolean isLate() {
        return late;
    }

    /** Waits for its end, and returns its exit status. */
    int exitStatus() {
        return process.onExit().join().exitValue();
    }

    /** Waits for its end, and returns what it said of what went wrong; empty if nothing did. */
    String complaint() {
        return complaint.join().trim();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void listen() {
        try (InputStream err = process.getErrorStream()) {
            complaint.complete(new String(err.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8));
            err.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            complaint.complete("");
        }
    }
}
