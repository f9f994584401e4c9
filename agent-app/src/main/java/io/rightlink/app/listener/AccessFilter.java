package io.rightlink.app.listener;

import io.rightlink.core.access.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets nobody in who hasn't proven a role, but for the two probes. Safe for any thread. */
class AccessFilter extends OncePerRequestFilter {

    /** The request's attribute that has the caller's role. */
    static final String ROLE = AccessFilter.class.getName() + ".role";

    private static final Set<String> OPEN = Set.of("/actuator/health/liveness", "/actuator/health/readiness");
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final Callers callers;
    private final JsonMapper json;

    AccessFilter(Callers callers, JsonMapper json) {
        this.callers = callers;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Role> role = callers.roleOf(request);
        if (role.isPresent()) {
            request.setAttribute(ROLE, role.get());
            chain.doFilter(request, response);
        } else if (OPEN.contains(request.getRequestURI()) && HARMLESS.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Refusal.send(
                request,
                response,
                json,
                HttpStatus.UNAUTHORIZED,
                "not-authenticated",
                "Send the secret of /var/run/rightlink/secret, as 'X-RLL-Secret: …' or 'Authorization: Bearer …'");
    }
}
