package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;

/** The request itself is wrong: mend it before it is sent again. */
public final class InvalidException extends ProblemException {
    /** @param name the kebab-case end of the problem's type, {@code invalid-unit-name} */
    public InvalidException(String name, String detail) {
        super(HttpStatus.BAD_REQUEST, name, detail);
    }
}
