package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;

/** The request itself is wrong: mend it before it is sent again. */
public final class InvalidException extends ProblemException {
    /** @param name the kebab-case end of the problem's type, {@code invalid-unit-name} */
    public InvalidException(String name, String detail) {
        super(HttpStatus.BAD_REQUEST, name, detail);
    }

    private InvalidException(HttpStatus status, String name, String detail) {
        super(status, name, detail);
    }

    /** Returns what to throw if the request can be read, and what it asks for can't be carried out as it is: 422. */
    public static InvalidException unprocessable(String name, String detail) {
        return new InvalidException(HttpStatus.UNPROCESSABLE_CONTENT, name, detail);
    }

    /** Returns what to throw if there is too much of it: 413. */
    public static InvalidException tooLarge(String name, String detail) {
        return new InvalidException(HttpStatus.CONTENT_TOO_LARGE, name, detail);
    }
}
