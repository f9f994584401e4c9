package io.rightlink.app.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says that there is nothing below a part of the health, {@code /actuator/health/docker/x}: Spring Boot fails at it, where no part has
 * parts of its own. Immutable.
 */
class HealthPathFilter extends OncePerRequestFilter {

    private static final List<String> HEALTH = List.of("actuator", "health");

    private final JsonMapper json;

    HealthPathFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isBelowAPart(request.getRequestURI())) {
            Refusal.send(request, response, json, HttpStatus.NOT_FOUND, "not-found", "No part of the health has parts");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Takes the path apart as Spring does, for which a segment {@code ..} is one like any other. */
    private static boolean isBelowAPart(String path) {
        List<String> segments = RequestPath.parse(path, null).elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(element -> ((PathContainer.PathSegment) element).valueToMatch())
                .toList();
        return segments.size() > HEALTH.size() + 1
                && segments.subList(0, HEALTH.size()).equals(HEALTH);
    }
}
