package io.rightlink.scripts.kill;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A program of {@link DetachedPlacement}, by what its directory tells. Safe for any thread. */
final class DetachedProgram implements Running {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(5).toNanos();
    private static final int START_TIME = 21;

    private final Path home;
    private final Path written;

    DetachedProgram(Path home, Path written) {
        this.home = home;
        this.written = written;
    }

    @Override
    public InputStream output() {
        try {
            return new Followed(Files.newInputStream(written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Exit await() throws InterruptedException {
        Optional<Exit> exit = exit();
        while (exit.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            exit = exit();
        }
        return exit.get();
    }

    @Override
    public boolean terminate() {
        boolean running = exit().isEmpty();
        if (running) {
            signalGroup();
        }
        return running;
    }

    @Override
    public void release() {
        if (exit().isEmpty()) {
            signalGroup();
        }
        DetachedPlacement.delete(home);
    }

    /** Returns how it ended; empty while it goes on, or is about to. */
    private Optional<Exit> exit() {
        Optional<String> process = line("process");
        boolean alive = process.map(DetachedProgram::isAlive).orElseGet(this::mayYetBegin);
        Optional<Exit> exit = line("exit").map(code -> Exit.ofShellStatus(Integer.parseInt(code)));
        return exit.isPresent() || alive ? exit : Optional.of(Exit.unknown());
    }

    private void signalGroup() {
        Optional<String> process = line("process");
        while (process.isEmpty() && mayYetBegin()) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            process = line("process");
        }
        if (process.isPresent() && isAlive(process.get())) {
            try {
                int _ = new ProcessBuilder(
                                "kill", "-9", "--", "-" + process.get().split(" ", -1)[0])
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("Cannot end " + home, e);
            }
        }
    }

    /** Who was to start it may have been killed right before: then it never does. */
    private boolean mayYetBegin() {
        try {
            return Files.getLastModifiedTime(home)
                    .toInstant()
                    .plus(LONGEST_START)
                    .isAfter(Instant.now());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAlive(String process) {
        List<String> known = List.of(process.split(" ", -1));
        try {
            String[] stat =
                    Files.readString(Path.of("/proc", known.getFirst(), "stat")).split(" ", -1);
            return stat[START_TIME].equals(known.getLast()) && !stat[2].equals("Z");
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what is in a file once its line is whole. */
    private Optional<String> line(String file) {
        try {
            String text = Files.readString(home.resolve(file));
            return text.endsWith("\n") ? Optional.of(text.strip()) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written, up to the program's end. */
    private final class Followed extends InputStream {

        private final InputStream file;
        private volatile boolean closed;

        private Followed(InputStream file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (!closed) {
                boolean last = exit().isPresent();
                int count = file.read(bytes, offset, length);
                if (count >= 0 || last) {
                    return count;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            return -1;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            file.close();
        }
    }
}
