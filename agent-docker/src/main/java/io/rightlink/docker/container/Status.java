package io.rightlink.docker.container;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The words in which {@code docker ps} says a container's state: {@code Up 3 hours (healthy)}. They age, so they are made when they are
 * shown. Stateless.
 */
final class Status {

    private static final int HOURS_OF_A_WEEK = 7 * 24;
    private static final int HOURS_OF_A_MONTH = 30 * 24;
    private static final int HOURS_OF_A_YEAR = 365 * 24;

    private Status() {}

    /** @param finishedAt when its last run ended; empty if none has */
    static Optional<String> of(Container container, Optional<Instant> finishedAt, Instant now) {
        Optional<String> up = container.startedAt().map(start -> "Up " + words(Duration.between(start, now)));
        Optional<String> ago = finishedAt.map(end -> words(Duration.between(end, now)) + " ago");
        String code = " (" + container.exitCode().orElse(0) + ") ";
        return switch (container.state()) {
            case CREATED -> Optional.of("Created");
            case RUNNING ->
                up.map(words -> words + container.health().map(Status::bracket).orElse(""));
            case PAUSED -> up.map(words -> words + bracket("Paused"));
            case RESTARTING -> ago.map(words -> "Restarting" + code + words);
            case EXITED -> ago.map(words -> "Exited" + code + words);
            case REMOVING -> Optional.of("Removal In Progress");
            case DEAD, UNKNOWN -> Optional.empty();
        };
    }

    /** Returns the first moment at which {@link #of} may say it in other words. */
    static Instant until(Container container, Optional<Instant> finishedAt, Instant now) {
        Optional<Instant> since =
                switch (container.state()) {
                    case RUNNING, PAUSED -> container.startedAt();
                    case RESTARTING, EXITED -> finishedAt;
                    case CREATED, REMOVING, DEAD, UNKNOWN -> Optional.empty();
                };
        return since.map(then -> then.plus(until(Duration.between(then, now)))).orElse(Instant.MAX);
    }

    private static String bracket(String what) {
        return " (" + (what.equals("starting") ? "health: starting" : what) + ")";
    }

    /** Docker counts hours to the nearest, and what is smaller or bigger than an hour as many times as it is full. */
    static String words(Duration time) {
        long hours = time.plusMinutes(30).toHours();
        if (time.toMinutes() < 60) {
            return minutes(time);
        }
        if (hours < 48) {
            return hours == 1 ? "About an hour" : hours + " hours";
        }
        if (hours < 2 * HOURS_OF_A_WEEK) {
            return hours / 24 + " days";
        }
        if (hours < 2 * HOURS_OF_A_MONTH) {
            return hours / HOURS_OF_A_WEEK + " weeks";
        }
        return hours < 2 * HOURS_OF_A_YEAR ? hours / HOURS_OF_A_MONTH + " months" : hours / HOURS_OF_A_YEAR + " years";
    }

    /** Returns the next time at which {@link #words} can be others: a full second, a full minute, or half an hour past a full one. */
    static Duration until(Duration time) {
        if (time.toSeconds() < 60) {
            return Duration.ofSeconds(time.toSeconds() + 1);
        }
        return time.toMinutes() < 60
                ? Duration.ofMinutes(time.toMinutes() + 1)
                : Duration.ofHours(time.plusMinutes(30).toHours()).plusMinutes(30);
    }

    private static String minutes(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds < 60) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        return seconds < 120 ? "About a minute" : time.toMinutes() + " minutes";
    }
}
