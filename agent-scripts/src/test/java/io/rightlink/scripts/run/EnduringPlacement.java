package io.rightlink.scripts.run;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** A place in memory that outlives the agents of a test. Its programs do nothing by themselves. Safe for any thread. */
final class EnduringPlacement implements Placement {

    final Map<String, Program> programs = new ConcurrentHashMap<>();
    final List<String> starts = new CopyOnWriteArrayList<>();
    final List<String> released = new CopyOnWriteArrayList<>();
    volatile boolean reachable = true;
    volatile boolean hidesEnvironment = true;

    /** Ends what it is told to, and can't say so. */
    volatile boolean answersGetLost;

    /** Is told to end something, and takes its time; then it is open. */
    final CountDownLatch toldToEnd = new CountDownLatch(1);

    volatile boolean takesItsTime;

    @Override
    public String name() {
        return "enduring";
    }

    @Override
    public boolean outlivesAgent() {
        return true;
    }

    @Override
    public boolean hidesEnvironment() {
        return hidesEnvironment;
    }

    @Override
    public Running start(Launch launch) throws IOException {
        starts.add(launch.id());
        Files.createFile(launch.output());
        Program program = new Program(launch.id(), launch.output());
        programs.put(launch.id(), program);
        return program;
    }

    @Override
    public Optional<Running> find(String id, Path output) {
        requireReachable();
        return Optional.ofNullable(programs.get(id));
    }

    @Override
    public List<String> kept() {
        requireReachable();
        return new ArrayList<>(programs.keySet());
    }

    /** Has something be there that was started by nobody. */
    Program keep(String id, Path output) {
        Program program = new Program(id, output);
        programs.put(id, program);
        return program;
    }

    private void requireReachable() {
        if (!reachable) {
            throw new UnavailableException("out-of-reach", "The place is out of reach");
        }
    }

    /** A program that ends when a test says so, or when it is terminated. */
    final class Program implements Running {

        private final String id;
        private final Path file;
        private final CompletableFuture<Exit> exit = new CompletableFuture<>();
        private volatile boolean spoilt;

        /** Though nobody who waits for it has been told yet. */
        volatile boolean ended;

        private Program(String id, Path file) {
            this.id = id;
            this.file = file;
        }

        void write(String text) throws IOException {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        }

        void end(Exit how) {
            exit.complete(how);
        }

        void exit(int code) {
            end(new Exit(OptionalInt.of(code), OptionalInt.empty()));
        }

        /** Has its output not be read on. */
        void spoil() {
            spoilt = true;
        }

        @Override
        public InputStream output() {
            return new Followed(file, exit, () -> spoilt);
        }

        @Override
        public Exit await() throws InterruptedException {
            try {
                return exit.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean terminate() throws InterruptedException {
            requireReachable();
            if (ended || exit.isDone()) {
                return false;
            }
            if (takesItsTime) {
                toldToEnd.countDown();
                new CountDownLatch(1).await();
            }
            end(new Exit(OptionalInt.empty(), OptionalInt.of(15)));
            if (answersGetLost) {
                throw new UnavailableException("no-answer", "The place doesn't answer");
            }
            return true;
        }

        @Override
        public void release() {
            requireReachable();
            exit(0);
            programs.remove(id, this);
            released.add(id);
        }
    }

    /** What is in a file, up to its program's end. */
    private static final class Followed extends InputStream {

        private final Path file;
        private final CompletableFuture<Exit> end;
        private final BooleanSupplier spoilt;
        private volatile boolean closed;
        private int position;

        private Followed(Path file, CompletableFuture<Exit> end, BooleanSupplier spoilt) {
            this.file = file;
            this.end = end;
            this.spoilt = spoilt;
        }

        @Override
        public int read() throws IOException {
            while (!closed) {
                boolean last = end.isDone();
                if (spoilt.getAsBoolean()) {
                    throw new IOException("the log is spoilt");
                }
                byte[] all = Files.readString(file).getBytes(StandardCharsets.UTF_8);
                if (position < all.length) {
                    return all[position++] & 0xff;
                } else if (last) {
                    return -1;
                }
                Thread.onSpinWait();
            }
            return -1;
        }

        /** One at a time, so that none waits for the next. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
