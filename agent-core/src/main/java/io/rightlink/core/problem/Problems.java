package io.rightlink.core.problem;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem details in the agent's form: {@code urn:rightlink:problem:<kebab-name>}. Stateless. */
public final class Problems {

    private static final int LONGEST_DETAIL = 2_000;

    private Problems() {}

    /** Returns a problem whose title is its name in words: {@code unit-not-found} becomes "Unit not found". */
    public static ProblemDetail problem(HttpStatusCode status, String name, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:rightlink:problem:" + name));
        String words = name.replace('-', ' ');
        problem.setTitle(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        problem.setDetail(shortened(detail));
        return problem;
    }

    /** Returns the problem of a request that was refused before anything was looked at but how it is written. */
    public static ProblemDetail refused(HttpStatusCode status) {
        String detail =
                switch (status.value()) {
                    case 400 -> "The request, or the body it announces, can't be read: it isn't as HTTP has it";
                    case 405 -> "Nothing here knows this method";
                    case 414, 431 -> "The request's first line and headers are too long";
                    case 417 -> "The header Expect asks for something else than 100-continue";
                    case 501 -> "The body comes in a Transfer-Encoding that isn't known";
                    case 505 -> "The request's version of HTTP is neither 1.1 nor 1.0";
                    default -> "The request was refused before it reached a part of the agent";
                };
        return problem(status, nameOf(status), detail);
    }

    /**
     * Returns where a problem is, of the path that was asked for as it was sent. Slashes at its beginning are one: two would be followed by
     * a host's name. A percent sign that encodes nothing, which can be in a path's parameters, is one.
     */
    public static URI instance(String path) {
        return URI.create(path.replaceFirst("^/{2,}", "/").replaceAll("%(?![0-9A-Fa-f]{2})", "%25"));
    }

    /** Cuts off what a caller would be told of its own request at length. */
    private static @Nullable String shortened(@Nullable String detail) {
        if (detail == null || detail.length() <= LONGEST_DETAIL) {
            return detail;
        }
        boolean halved = Character.isHighSurrogate(detail.charAt(LONGEST_DETAIL - 1));
        return detail.substring(0, LONGEST_DETAIL - (halved ? 1 : 0)) + "…";
    }

    /** Returns the kebab-case name of a status that nobody named better: 405 is {@code method-not-allowed}. */
    public static String nameOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
