package io.rightlink.core.problem;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem details in the agent's form: {@code urn:rightlink:problem:<kebab-name>}. Stateless. */
public final class Problems {

    private Problems() {}

    /** Returns a problem whose title is its name in words: {@code unit-not-found} becomes "Unit not found". */
    public static ProblemDetail problem(HttpStatusCode status, String name, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:rightlink:problem:" + name));
        String words = name.replace('-', ' ');
        problem.setTitle(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        problem.setDetail(detail);
        return problem;
    }

    /** Returns the kebab-case name of a status that nobody named better: 405 is {@code method-not-allowed}. */
    public static String nameOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
