package io.rightlink.app.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses what Tomcat takes for a request and isn't surely one: HTTP/0.9, which has no headers to say anything by, and chunks from HTTP/1.0,
 * which has none, so that somebody between may take another end for the body's. The connection is closed after it. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.1">Transfer-Encoding, in RFC 9112</a>
 */
class FramingFilter extends OncePerRequestFilter {

    private static final String CURRENT = "HTTP/1.1";
    private static final String FORMER = "HTTP/1.0";

    private final JsonMapper json;

    FramingFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSure(request)) {
            chain.doFilter(request, response);
        } else {
            Refusal.send(
                    request,
                    response,
                    json,
                    HttpStatus.BAD_REQUEST,
                    "bad-request",
                    "This is neither HTTP/1.1 nor HTTP/1.0 without a Transfer-Encoding");
        }
    }

    private static boolean isSure(HttpServletRequest request) {
        return CURRENT.equals(request.getProtocol())
                || (FORMER.equals(request.getProtocol()) && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null);
    }
}
