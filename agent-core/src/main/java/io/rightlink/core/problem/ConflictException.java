package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;

/** It can't be done as things stand now: look at the state, change it, and try again. */
public final class ConflictException extends ProblemException {
    /** @param name the kebab-case end of the problem's type, {@code run-differs} */
    public ConflictException(String name, String detail) {
        super(HttpStatus.CONFLICT, name, detail);
    }
}
