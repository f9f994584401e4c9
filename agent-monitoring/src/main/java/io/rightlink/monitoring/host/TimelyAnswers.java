package io.rightlink.monitoring.host;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions of which some may never be answered, as statvfs of a mount whose server is gone. What isn't answered in time isn't asked
 * again until its call has returned, so that no threads pile up. Safe for any thread; one asks at a time.
 */
final class TimelyAnswers<Q, A> {

    /** As many unanswered questions may each keep a thread; beyond that nothing is asked any more. */
    static final int MOST_THREADS = 4;

    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Function<Q, Optional<A>> answer;
    private final Duration patience;

    /** The questions that are being asked, or were given up and are still unanswered. */
    private final Set<Q> pending = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("monitoring-mounts-", 0).factory());

    /** @param patience after which what is being asked is given up, and the rest is asked in another thread */
    TimelyAnswers(Function<Q, Optional<A>> answer, Duration patience) {
        this.answer = answer;
        this.patience = patience;
    }

    /** Asks one question after the other; what has no answer isn't in the map. Takes at most patience times {@link #MOST_THREADS}. */
    synchronized Map<Q, A> ask(Collection<Q> questions) {
        Map<Q, A> answers = new ConcurrentHashMap<>();
        Queue<Q> left = new ConcurrentLinkedQueue<>(questions);
        left.removeAll(pending);
        while (!left.isEmpty() && !isAnswered(new Round(left, answers))) {
            // the next round asks what is left
        }
        return Map.copyOf(answers);
    }

    /** Returns false if the round got stuck, and something may be left. */
    private boolean isAnswered(Round round) {
        try {
            threads.submit(round).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            round.givenUp = true;
            return false;
        } catch (RejectedExecutionException e) {
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot ask how full a file system is", e.getCause());
        } catch (InterruptedException e) {
            round.givenUp = true;
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Asks what is left until nothing is, or it was given up. */
    private final class Round implements Runnable {

        private final Queue<Q> left;
        private final Map<Q, A> answers;
        private volatile boolean givenUp;

        private Round(Queue<Q> left, Map<Q, A> answers) {
            this.left = left;
            this.answers = answers;
        }

        @Override
        public void run() {
            for (Q question = next(); question != null; question = next()) {
                pending.add(question);
                try {
                    Q asked = question;
                    answer.apply(asked).ifPresent(it -> answers.put(asked, it));
                } finally {
                    pending.remove(question);
                }
            }
        }

        private @Nullable Q next() {
            return givenUp ? null : left.poll();
        }
    }
}
