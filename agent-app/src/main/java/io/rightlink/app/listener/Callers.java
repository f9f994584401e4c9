package io.rightlink.app.listener;

import io.rightlink.core.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Decides who calls. Stateless but for the secret; safe for any thread. */
final class Callers {

    /** RightLink 10's header. */
    private static final String SECRET_HEADER = "X-RLL-Secret";

    private static final String BEARER = "Bearer ";

    private final Secret secret;

    Callers(Secret secret) {
        this.secret = secret;
    }

    /** Returns the role that the caller has proven; empty if none. */
    Optional<Role> roleOf(HttpServletRequest request) {
        return presented(request).filter(secret::is).map(_ -> Role.ADMIN);
    }

    private static Optional<String> presented(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).trim());
        }
        return Optional.ofNullable(request.getHeader(SECRET_HEADER));
    }
}
