package io.rightlink.docker.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.DockerException;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns what docker-java throws into problems. Stateless. */
final class Failures {

    private static final String UNAVAILABLE = "docker-unavailable";

    /** How the engine says an error: {@code {"message":"No such container: web"}}. */
    private record Refusal(@Nullable String message) {}

    private Failures() {}

    /** Returns the problem that a failure means to the caller; a bug of ours stays what it is. */
    static RuntimeException explain(URI host, @Nullable Throwable failure) {
        if (failure instanceof DockerException refusal) {
            return explain(refusal);
        }
        Optional<IOException> io = causes(failure)
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .reduce((_, deeper) -> deeper);
        if (io.isPresent()) {
            return unavailable(host, reasonOf(io.get()), io.get());
        }
        return failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
    }

    /** Tells whether the engine itself has said a problem, and not the connection to it. */
    static boolean isAnswer(RuntimeException problem) {
        return !(problem instanceof UnavailableException) || problem.getCause() instanceof DockerException;
    }

    /** Returns the problem that an error of the agent's own is to those who wait for the engine. */
    static RuntimeException own(Throwable error) {
        return new IllegalStateException("the agent failed: " + error, error);
    }

    static UnavailableException unavailable(URI host, String reason) {
        return new UnavailableException(UNAVAILABLE, "Cannot ask Docker at " + host + ": " + reason);
    }

    private static UnavailableException unavailable(URI host, String reason, Throwable cause) {
        return new UnavailableException(UNAVAILABLE, "Cannot ask Docker at " + host + ": " + reason, cause);
    }

    private static ProblemException explain(DockerException refusal) {
        String words = wordsOf(refusal);
        String lower = words.toLowerCase(Locale.ROOT);
        int status = refusal.getHttpStatus();
        if (lower.contains("multiple ids found")) {
            return new ConflictException("container-ambiguous", words);
        }
        if ((status >= 500 && status != 501) || lower.startsWith("client version")) {
            return new UnavailableException("docker-failed", "Docker failed: " + words, refusal);
        }
        return switch (status) {
            case 404 -> new NotFoundException(nameOfMissing(lower), words);
            case 409, 501 -> new ConflictException("docker-refused", "Docker refused: " + words);
            default -> new InvalidException("docker-refused", "Docker refused: " + words);
        };
    }

    private static String nameOfMissing(String words) {
        if (words.contains("no such container")) {
            return "container-not-found";
        }
        return words.contains("no such image") ? "image-not-found" : "docker-object-not-found";
    }

    /** Takes the engine's words out of docker-java's {@code Status 404: {"message":"No such container: web"}}. */
    private static String wordsOf(DockerException refusal) {
        String body = Objects.requireNonNullElse(refusal.getMessage(), "")
                .replaceFirst("^Status \\d+: ", "")
                .strip();
        try {
            Refusal said = JsonMapper.shared().readValue(body, Refusal.class);
            return Objects.requireNonNullElse(said.message(), body);
        } catch (JacksonException plainText) {
            return body.isEmpty() ? "status " + refusal.getHttpStatus() + " without a word" : body;
        }
    }

    private static String reasonOf(IOException failure) {
        String message = Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
        return failure instanceof JsonProcessingException ? "its answer can't be read: " + message : message;
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
