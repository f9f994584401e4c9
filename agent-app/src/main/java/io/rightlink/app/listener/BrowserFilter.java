package io.rightlink.app.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns away what a page of somebody else's has a browser send, before anything else is looked at: by a name that was made to point here,
 * or from another site. The agent has no pages, so no other site is let in whatever it presents, and none is told that it may read an
 * answer. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20">421, in RFC 9110</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Sec-Fetch-Site</a>
 */
class BrowserFilter extends OncePerRequestFilter {

    private static final String SITE = "Sec-Fetch-Site";

    /** What the user typed, and what a page of the same origin asks for. */
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private final ListenNames names;
    private final JsonMapper json;

    BrowserFilter(ListenNames names, JsonMapper json) {
        this.names = names;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isForUs(request)) {
            Refusal.send(
                    request,
                    response,
                    json,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "unknown-name",
                    "The request names a host that this isn't. Name its address or localhost, or add the name to the"
                            + " setting rightlink.listen.names");
        } else if (isFromElsewhere(request)) {
            Refusal.send(
                    request,
                    response,
                    json,
                    HttpStatus.FORBIDDEN,
                    "cross-origin",
                    "Pages of other sites may not call this; programs send neither Origin nor Sec-Fetch-Site");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** No browser leaves the header out, and HTTP/1.1 requires it, which Tomcat sees to. An absolute target is its value. */
    private boolean isForUs(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.HOST) == null || names.have(request.getServerName());
    }

    private static boolean isFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader(SITE);
        return isForeign(request.getHeader(HttpHeaders.ORIGIN), request)
                || (site != null && !OWN_SITES.contains(site.toLowerCase(Locale.ROOT)));
    }

    private static boolean isForeign(@Nullable String origin, HttpServletRequest request) {
        String own = request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
        return origin != null && !origin.equalsIgnoreCase(own);
    }
}
