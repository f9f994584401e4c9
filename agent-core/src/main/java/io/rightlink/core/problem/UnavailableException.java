package io.rightlink.core.problem;

import org.springframework.http.HttpStatus;

/** A part of the host isn't there or doesn't answer: the same request may work later. */
public final class UnavailableException extends ProblemException {
    /** @param name the kebab-case end of the problem's type, {@code docker-unavailable} */
    public UnavailableException(String name, String detail) {
        super(HttpStatus.SERVICE_UNAVAILABLE, name, detail);
    }

    /** Keeps what lies behind it for the log. */
    public UnavailableException(String name, String detail, Throwable cause) {
        this(name, detail);
        initCause(cause);
    }
}
