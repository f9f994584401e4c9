package io.rightlink.app.listener;

import io.rightlink.app.connection.OpenConnection;
import io.rightlink.core.access.Caller;
import io.rightlink.monitoring.collectd.CollectdSenders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets nobody in who hasn't proven a role, but for the two probes, for collectds that post values, and to be told who one is taken for.
 * Safe for any thread.
 */
class AccessFilter extends OncePerRequestFilter {

    /** The request's attribute that has the {@link Caller}. */
    static final String CALLER = "io.rightlink.app.listener.caller";

    /** They are asked often, and answer before anybody is looked at. */
    private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

    private static final String WHOAMI = "/v1/whoami";

    /** Where the stock configuration of a collectd sends no secret. */
    private static final Set<String> COLLECTD = Set.of("/rll/tss/collectdv4", "/rll/tss/collectdv5");

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final Callers callers;
    private final WrongValues wrongValues;
    private final CollectdSenders senders;
    private final JsonMapper json;

    AccessFilter(Callers callers, WrongValues wrongValues, CollectdSenders senders, JsonMapper json) {
        this.callers = callers;
        this.wrongValues = wrongValues;
        this.senders = senders;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean reads = HARMLESS.contains(request.getMethod());
        if (reads && PROBES.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        Finding found = callers.of(request);
        request.setAttribute(CALLER, found.caller());
        if (found.caller().isKnown()) {
            OpenConnection.of(request).ifPresent(OpenConnection::know);
            chain.doFilter(request, response);
        } else if (COLLECTD.contains(request.getRequestURI())
                && request.getMethod().equals("POST")) {
            admitSender(request, response, chain);
        } else {
            Optional<Duration> wait = found.wrong() ? wrongValues.from(request.getRemoteAddr()) : Optional.empty();
            if (wait.isPresent()) {
                slowDown(request, response, wait.get());
            } else if (reads && request.getRequestURI().equals(WHOAMI)) {
                chain.doFilter(request, response);
            } else {
                refuse(request, response, found.caller().reason());
            }
        }
    }

    private void admitSender(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Forms.isIn(request)) {
            refuseForm(request, response);
        } else if (senders.admits(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            refuseSender(request, response);
        }
    }

    /** No collectd sends one, and it would be read into memory, for whom nobody knows. */
    private void refuseForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Refusal.send(
                request,
                response,
                json,
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Values are sent as collectd's write_http does it, in JSON or as PUTVAL lines, and not as a form");
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

    private void refuse(HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Refusal.send(
                request,
                response,
                json,
                HttpStatus.UNAUTHORIZED,
                "not-authenticated",
                "The caller isn't known. " + reason + ". Send a token, or the secret of /var/run/rightlink/secret, as"
                        + " 'X-RLL-Secret: …' or 'Authorization: Bearer …'");
    }

    private void slowDown(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        long seconds = wait.plusMillis(999).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        Refusal.send(
                request,
                response,
                json,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many wrong secrets or tokens came from " + request.getRemoteAddr() + ": wait for " + seconds
                        + " seconds before the next one, unless you have a right one now");
    }
}
