package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;

/** What was asked for isn't there: ask for something else. */
public final class NotFoundException extends ProblemException {
    /** @param name the kebab-case end of the problem's type, {@code unit-not-found} */
    public NotFoundException(String name, String detail) {
        super(HttpStatus.NOT_FOUND, name, detail);
    }
}
