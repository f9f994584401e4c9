package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import io.rightlink.monitoring.collectd.CollectdSenders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets nobody in who hasn't proven a role, but for the two probes, and for collectds that post values. Safe for any thread. */
class AccessFilter extends OncePerRequestFilter {

    /** The request's attribute that has the {@link Caller}. */
    static final String CALLER = AccessFilter.class.getName() + ".caller";

    private static final Set<String> OPEN = Set.of("/actuator/health/liveness", "/actuator/health/readiness");
    /** Where the stock configuration of a collectd sends no secret. */
    private static final Set<String> COLLECTD = Set.of("/rll/tss/collectdv4", "/rll/tss/collectdv5");

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final Callers callers;
    private final CollectdSenders senders;
    private final JsonMapper json;

    AccessFilter(Callers callers, CollectdSenders senders, JsonMapper json) {
        this.callers = callers;
        this.senders = senders;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = callers.of(request);
        request.setAttribute(CALLER, caller);
        if (caller.isKnown()) {
            chain.doFilter(request, response);
        } else if (OPEN.contains(request.getRequestURI()) && HARMLESS.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!COLLECTD.contains(request.getRequestURI())
                || !request.getMethod().equals("POST")) {
            refuse(request, response);
        } else if (senders.admits(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            refuseSender(request, response);
        }
    }

    /** A collectd sends what it knows only when it is asked in this way. */
    private void refuseSender(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"rightlink\"");
        Refusal.send(
                request,
                response,
                json,
                HttpStatus.UNAUTHORIZED,
                "not-authenticated",
                "Send the user and password that rightlink.monitoring.collectd.user and password-file name");
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
