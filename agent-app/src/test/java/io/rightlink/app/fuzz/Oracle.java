package io.rightlink.app.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what is wrong with an answer. Immutable.
 *
 * @param secrets that no refusal may have
 */
record Oracle(List<String> secrets) {

    /** What isn't on this host. */
    private static final Set<String> ABSENT = Set.of(
            "urn:rightlink:problem:docker-unavailable",
            "urn:rightlink:problem:docker-off",
            "urn:rightlink:problem:systemd-unavailable",
            "urn:rightlink:problem:journal-unavailable");

    /** Where there may be no path that could be said. */
    private static final Set<String> UNREAD = Set.of(
            "urn:rightlink:problem:bad-request",
            "urn:rightlink:problem:not-implemented",
            "urn:rightlink:problem:http-version-not-supported");

    private static final Pattern INSIDE = Pattern.compile(
            "io\\.rightlink|\\bjavax?\\.|org\\.(spring|apache)|jakarta\\.|jackson|snakeyaml|Exception\\b|\\n\\s*at ");

    private static final int LARGEST_REFUSAL = 16 << 10;

    /** Returns what is wrong with it, if anything. */
    Optional<String> objection(Request request, Answer answer) {
        if (answer.status() < 400) {
            return Optional.empty();
        }
        for (String secret : secrets) {
            if (answer.body().contains(secret)) {
                return Optional.of("has a secret");
            }
        }
        if (!answer.head().contains("content-type: application/problem+json")) {
            return Optional.of("is no problem detail");
        } else if (INSIDE.matcher(answer.body()).find()) {
            return Optional.of("tells of the inside");
        } else if (answer.body().length() > LARGEST_REFUSAL) {
            return Optional.of("has " + answer.body().length() + " characters");
        }
        return request.isHead() ? Optional.empty() : ofProblem(answer);
    }

    private static Optional<String> ofProblem(Answer answer) {
        JsonNode problem;
        try {
            problem = JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            return Optional.of("is not JSON: " + e.getOriginalMessage());
        }
        for (String field : List.of("type", "title", "detail", "instance")) {
            boolean known = !field.equals("instance")
                    || !UNREAD.contains(problem.path("type").asString(""));
            if (known && problem.path(field).asString("").isBlank()) {
                return Optional.of("has no " + field);
            }
        }
        if (problem.path("status").asInt(0) != answer.status()) {
            return Optional.of("has another status in its problem");
        }
        return answer.status() < 500
                        || isHonest(answer.status(), problem.path("type").asString())
                ? Optional.empty()
                : Optional.of("is the agent's fault");
    }

    /** 501 and 505 are RFC 9112's answers to codings and versions that aren't known. */
    private static boolean isHonest(int status, String type) {
        return switch (status) {
            case 501, 505 -> true;
            case 502 -> type.equals("urn:rightlink:problem:no-platform");
            case 503 -> ABSENT.contains(type);
            default -> false;
        };
    }
}
