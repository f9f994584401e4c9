package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's token at one platform, asked for when it is needed and there is none, or hardly any time is left of it. In memory alone.
 * However many want it, one asks, and all have what came of it. Safe for any thread.
 */
final class BearerTokens {

    /** A call may take this long to arrive; of a short lifetime, it is a tenth. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final int SHARE = 10;

    private final Supplier<BearerToken> source;
    private final LongSupplier nanoTime;

    private @Nullable BearerToken current;
    private long until;
    private @Nullable FutureTask<BearerToken> asking;

    /** @param source asks the platform, and blocks until it has answered */
    BearerTokens(Supplier<BearerToken> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a token, for which the platform may have to be asked.
     *
     * @throws UnavailableException if the platform gives none
     */
    BearerToken current() throws InterruptedException {
        FutureTask<BearerToken> asked;
        boolean first = false;
        synchronized (this) {
            if (current != null && nanoTime.getAsLong() - until < 0) {
                return current;
            }
            if (asking == null) {
                asking = new FutureTask<>(this::ask);
                first = true;
            }
            asked = asking;
        }
        if (first) {
            asked.run();
        }
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnavailableException said ? said : new IllegalStateException(e.getCause());
        }
    }

    /** Has another one asked for next time, unless that is done already: the platform doesn't take this one any more. */
    synchronized void forget(BearerToken refused) {
        if (refused.equals(current)) {
            current = null;
        }
    }

    private BearerToken ask() {
        long asked = nanoTime.getAsLong();
        @Nullable BearerToken got = null;
        try {
            got = source.get();
            return got;
        } finally {
            keep(got, asked);
        }
    }

    private synchronized void keep(@Nullable BearerToken got, long asked) {
        asking = null;
        current = got;
        if (got != null) {
            Duration margin = got.lifetime().dividedBy(SHARE);
            until = asked
                    + got.lifetime()
                            .minus(margin.compareTo(MARGIN) < 0 ? margin : MARGIN)
                            .toNanos();
        }
    }
}
