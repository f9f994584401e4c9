package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Something that a caller is told about, in one of five kinds by what the caller can do next. Its message is the problem's
 * detail: it says what could not be done, to what, and why.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public abstract sealed class ProblemException extends RuntimeException
        permits NotFoundException, ConflictException, InvalidException, DeniedException, UnavailableException {

    private final HttpStatus status;
    private final String name;

    /** @param name the kebab-case end of the problem's type, {@code unit-not-found} */
    ProblemException(HttpStatus status, String name, String detail) {
        super(detail);
        this.status = status;
        this.name = name;
    }

    /** Returns the problem as the API shows it. */
    public ProblemDetail toProblem() {
        return Problems.problem(status, name, getMessage());
    }

    String name() {
        return name;
    }

    HttpStatus status() {
        return status;
    }
}
