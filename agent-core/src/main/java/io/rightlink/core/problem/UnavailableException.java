package io.rightlink.core.problem;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private UnavailableException(HttpStatus status, String name, String detail) {
        super(status, name, detail);
    }

    /** Returns what to throw if too many such requests come at once: 429. */
    public static UnavailableException tooFast(String name, String detail) {
        return new UnavailableException(HttpStatus.TOO_MANY_REQUESTS, name, detail);
    }

    /** Returns what to throw if the one can't be reached to whom this would be passed on: 502. */
    public static UnavailableException unreachable(String name, String detail) {
        return new UnavailableException(HttpStatus.BAD_GATEWAY, name, detail);
    }

    /** Returns the same problem, saying since when it is one. */
    public UnavailableException since(Instant begin) {
        return new UnavailableException(
                name(), getMessage() + " (since " + begin.truncatedTo(ChronoUnit.SECONDS) + ")", this);
    }
}
