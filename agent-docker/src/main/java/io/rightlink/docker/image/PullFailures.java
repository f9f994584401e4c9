package io.rightlink.docker.image;

import io.rightlink.core.problem.DeniedException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells what a pull failed of by the words for it, which is all that the engine passes on of the registry's answer. Stateless. */
final class PullFailures {

    /** What the engine's words are shown behind when it says them with a status, and not in the midst of its answer. */
    private static final String PREFIX = "^Docker (?:failed|refused): ";

    private PullFailures() {}

    static ProblemException of(ImageRef ref, String words) {
        String detail = "Cannot pull '" + ref + "': " + words;
        String lower = words.toLowerCase(Locale.ROOT);
        if (saysAny(lower, "denied", "unauthorized", "no basic auth credentials", "authentication required")) {
            return new DeniedException("registry-denied", detail);
        }
        if (saysAny(lower, "manifest unknown", "name unknown", "does not exist", "not found")) {
            return new NotFoundException("image-not-in-registry", detail);
        }
        return new UnavailableException("pull-failed", detail);
    }

    /** Returns what a refusal means that came instead of an answer; one that isn't about the pull stays what it is. */
    static ProblemException of(ImageRef ref, ProblemException refusal) {
        String words = String.valueOf(refusal.getMessage());
        boolean answered = !(refusal instanceof UnavailableException) || words.matches(PREFIX + "(?s:.*)");
        return answered ? of(ref, words.replaceFirst(PREFIX, "")) : refusal;
    }

    private static boolean saysAny(String words, String... reasons) {
        return Stream.of(reasons).anyMatch(words::contains);
    }
}
