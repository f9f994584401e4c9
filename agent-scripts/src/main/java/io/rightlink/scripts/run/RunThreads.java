package io.rightlink.scripts.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RightLink's named threads: what one of them is given is done in order; what several are given at the same time, up to a bound. Beyond
 * it they take turns: the one that has waited the longest is next. What waits takes no thread of Java's. Safe for any thread.
 */
final class RunThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunThreads.class);
    private static final long GRACE_SECONDS = 10;

    /** Those of the agent's own beginning and end: they come one at a time, and what is stuck elsewhere must not hold them up. */
    private static final Set<String> UNBOUNDED = Set.of("boot", "decommission");

    private record Work(String id, boolean waits, Runnable action) {}

    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("run-", 0).factory());

    /** The first of each is under way, unless its thread waits for a turn. */
    private final Map<String, Deque<Work>> lines = new HashMap<>();

    private final Set<String> waiting = new LinkedHashSet<>();
    private int free;
    private int holds;
    private boolean closed;

    /** @param parallel how many may be under way at once */
    RunThreads(int parallel) {
        this.free = parallel;
    }

    /** Tells whether what a thread is given neither waits for others' nor counts. */
    static boolean isUnbounded(String thread) {
        return UNBOUNDED.contains(thread);
    }

    /** Tells whether it took the work: it takes none once it is closed. */
    boolean enqueue(String thread, String id, Runnable action) {
        return add(thread, new Work(id, !isUnbounded(thread), action));
    }

    /** Takes up what is under way already: it counts, but it doesn't wait for those of other threads. */
    boolean resume(String thread, String id, Runnable action) {
        return add(thread, new Work(id, false, action));
    }

    /** Takes out what hasn't begun; tells whether it did. */
    synchronized boolean withdraw(String thread, String id) {
        Deque<Work> line = lines.getOrDefault(thread, new ArrayDeque<>());
        Work first = line.peek();
        if (closed || first == null || (first.id().equals(id) && !waiting.contains(thread))) {
            return false;
        }
        boolean withdrawn = line.removeIf(work -> work.id().equals(id));
        if (line.isEmpty()) {
            waiting.remove(thread);
            lines.remove(thread);
        } else if (waiting.contains(thread)) {
            proceed(thread);
        }
        return withdrawn;
    }

    /** Has nothing begin until {@link #letGo}, and returns what is under way, which goes on. */
    synchronized Set<String> hold() {
        holds++;
        return lines.entrySet().stream()
                .filter(line -> !waiting.contains(line.getKey()))
                .map(line -> line.getValue().getFirst().id())
                .collect(Collectors.toSet());
    }

    /** Has go on what one {@link #hold} held back. */
    synchronized void letGo() {
        holds--;
        List<String> held = List.copyOf(waiting);
        if (holds == 0 && !closed) {
            waiting.clear();
            held.forEach(this::proceed);
        }
    }

    /** Waits for what is under way; what hasn't begun doesn't begin. */
    @Override
    public void close() {
        refuse();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some runs have not ended within {} s", GRACE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void refuse() {
        closed = true;
    }

    private synchronized boolean add(String thread, Work work) {
        if (closed) {
            return false;
        }
        Deque<Work> line = lines.computeIfAbsent(thread, _ -> new ArrayDeque<>());
        line.add(work);
        if (line.size() == 1) {
            proceed(thread);
        }
        return true;
    }

    /** Has the first of a line begin, now or when it is its turn. */
    private void proceed(String thread) {
        if (holds > 0 || Objects.requireNonNull(lines.get(thread)).getFirst().waits()) {
            waiting.add(thread);
            giveTurns();
        } else {
            waiting.remove(thread);
            begin(thread);
        }
    }

    private void giveTurns() {
        while (holds == 0 && free > 0 && !waiting.isEmpty()) {
            String next = waiting.iterator().next();
            waiting.remove(next);
            begin(next);
        }
    }

    private void begin(String thread) {
        Runnable action = Objects.requireNonNull(lines.get(thread)).getFirst().action();
        free -= isUnbounded(thread) ? 0 : 1;
        executor.execute(() -> carryOut(thread, action));
    }

    /** One run's mishap must not stop the ones behind it. */
    private void carryOut(String thread, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("A run failed unexpectedly", e);
        } finally {
            done(thread);
        }
    }

    private synchronized void done(String thread) {
        free += isUnbounded(thread) ? 0 : 1;
        if (closed) {
            return;
        }
        Deque<Work> line = Objects.requireNonNull(lines.get(thread));
        line.removeFirst();
        if (line.isEmpty()) {
            lines.remove(thread);
        } else {
            proceed(thread);
        }
        giveTurns();
    }
}
