package io.rightlink.core.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Work that was begun for a caller.
 *
 * @param kind what it does, {@code unit-restart}
 * @param summary what it does, for people: {@code Restart 'nginx.service'}
 * @param progress what it is doing, for people, while it runs
 * @param result what came of it, in the form that its kind defines; on failure, if it got so far
 * @param problem an RFC 9457 problem, if it failed
 */
public record Job(
        String id,
        String kind,
        String summary,
        JobState state,
        @Nullable String progress,
        @Nullable JsonNode result,
        @Nullable JsonNode problem,
        Instant createdAt,
        @Nullable Instant endedAt) {}
