package io.rightlink.docker.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.docker.engine.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a container: of the engine's long answers only what is shown or needed.
 *
 * @param listedState its state in the engine's list, which lags behind that of the details
 * @param finishedAt when its last run ended; empty if none has
 * @param flaw why the engine's details of it are missing; empty if they aren't
 */
record Held(
        Container container,
        Optional<Workload> workload,
        Duration stopTimeout,
        String listedState,
        Optional<Instant> finishedAt,
        Optional<Gap> flaw) {

    /** Returns the container with its status in the words of now, unless only the engine's list tells it. */
    Container shown(Instant now) {
        return flaw.isPresent() ? container : container.withStatus(Status.of(container, finishedAt, now));
    }

    /** Returns when it will be shown with other words than now, unless it changes before. */
    Instant shownUntil(Instant now) {
        return flaw.isPresent() ? Instant.MAX : Status.until(container, finishedAt, now);
    }

    /** Returns whether it may run although no process of it is known. */
    boolean mayRun() {
        return flaw.isPresent()
                && switch (container.state()) {
                    case CREATED, EXITED, DEAD -> false;
                    case RUNNING, PAUSED, RESTARTING, REMOVING, UNKNOWN -> true;
                };
    }

    /** Returns the same, with the flaw being as old as one that there was before. */
    Held after(Optional<Held> before) {
        Optional<Instant> since = before.flatMap(Held::flaw).map(Gap::since);
        return new Held(
                container,
                workload,
                stopTimeout,
                listedState,
                finishedAt,
                flaw.map(found -> new Gap(found.reason(), since.orElse(found.since()))));
    }
}
