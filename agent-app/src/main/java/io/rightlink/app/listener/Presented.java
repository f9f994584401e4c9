package io.rightlink.app.listener;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** What a caller presents: as RightLink 10's {@code X-RLL-Secret}, or as a bearer. Stateless. */
final class Presented {

    private static final String SECRET_HEADER = "X-RLL-Secret";
    private static final String BEARER = "Bearer ";

    private Presented() {}

    static Optional<String> by(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).trim());
        }
        return Optional.ofNullable(request.getHeader(SECRET_HEADER));
    }
}
