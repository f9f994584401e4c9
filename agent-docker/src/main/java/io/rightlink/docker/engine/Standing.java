package io.rightlink.docker.engine;

import io.rightlink.core.problem.UnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the engine: nothing is known of it yet, it is followed, or was until now, or is looked at without its events, or it
 * doesn't answer. Immutable, but for its future.
 *
 * @param sight what can be seen of what it has; empty if it doesn't answer, or hasn't yet
 * @param problem why it doesn't answer
 * @param since when that, or the sight's gap, began
 * @param settled done once there is a standing after this one; from the beginning if this one may last
 */
record Standing(
        Optional<Sight> sight, @Nullable UnavailableException problem, Instant since, CompletableFuture<Void> settled) {

    /** Nothing is known yet. */
    static Standing unknown(Instant now) {
        return new Standing(Optional.empty(), null, now, new CompletableFuture<>());
    }

    /** It tells its events, and is known. */
    static Standing followed(Instant asOf) {
        return lasting(Optional.of(new Sight(asOf, Optional.empty())), null, asOf);
    }

    /** Its events were lost just now. */
    Standing lost(String reason, Instant now) {
        Gap gap = new Gap(reason, now);
        return new Standing(
                sight.map(seen -> new Sight(seen.asOf(), Optional.of(gap))), null, now, new CompletableFuture<>());
    }

    /** It answers, and doesn't tell its events. */
    Standing untold(String reason, Instant asOf, Instant now) {
        Instant begin = isFollowed() ? now : since;
        return lasting(Optional.of(new Sight(asOf, Optional.of(new Gap(reason, begin)))), null, begin);
    }

    /** It doesn't answer. */
    Standing away(UnavailableException reason) {
        return lasting(Optional.empty(), reason, since);
    }

    boolean isFollowed() {
        return sight.filter(seen -> seen.gap().isEmpty()).isPresent();
    }

    boolean isUntold() {
        return isSettled() && sight.flatMap(Sight::gap).isPresent();
    }

    /** Tells whether it lasts: it isn't just being found out what comes next. */
    boolean isSettled() {
        return settled.isDone();
    }

    /** Returns {@code followed}, {@code lost} if something may be missed, or {@code away}; empty if nothing is known yet. */
    Optional<String> state() {
        return sight.map(seen -> seen.gap().isEmpty() ? "followed" : "lost")
                .or(() -> Optional.ofNullable(problem).map(_ -> "away"));
    }

    /** Returns why not everything is known; empty if it is, or nothing was asked yet. */
    Optional<String> reason() {
        return sight.flatMap(Sight::gap).map(Gap::reason).or(() -> Optional.ofNullable(problem)
                .map(UnavailableException::getMessage));
    }

    Sight requireSettled() {
        if (isSettled()) {
            return require();
        }
        throw new UnavailableException(
                "docker-unavailable",
                "Cannot tell yet what Docker has: "
                        + sight.flatMap(Sight::gap).map(Gap::words).orElse("it is being looked at"));
    }

    Sight require() {
        return sight.orElseThrow(() -> problem == null
                ? new UnavailableException(
                        "docker-unavailable", "Cannot tell yet what Docker has: it is being looked at")
                : problem.since(since));
    }

    private static Standing lasting(Optional<Sight> sight, @Nullable UnavailableException problem, Instant since) {
        return new Standing(sight, problem, since, CompletableFuture.completedFuture(null));
    }
}
