package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;

/** The caller is known, and may not do this. */
public final class DeniedException extends ProblemException {
    /** @param name the kebab-case end of the problem's type, {@code role-too-low} */
    public DeniedException(String name, String detail) {
        super(HttpStatus.FORBIDDEN, name, detail);
    }
}
