package io.rightlink.app.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses parameters in the path, {@code /v1/containers/web;force=true}, which Spring would pass over, and a query or form that can't be
 * decoded or has too many parameters: Tomcat throws when whoever comes first asks for a parameter, and Spring when it reads the form of a
 * PUT, before any handler, so neither would be taken for the caller's mistake. What is the platform's to read isn't looked at. Immutable.
 */
class ReadableParameters extends OncePerRequestFilter {

    private static final String UNREADABLE =
            "Cannot read the parameters of the query or form: they are too many, too long, or not percent-encoded UTF-8";

    private final JsonMapper json;

    ReadableParameters(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().indexOf(';') >= 0) {
            refuse(request, response, HttpStatus.BAD_REQUEST, "There are no parameters in a path, behind a ';'");
            return;
        }
        if (UnreadForms.isForThePlatform(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var _ = request.getParameterMap();
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            refuse(request, response, HttpStatus.valueOf(e.getErrorCode()), UNREADABLE);
        } catch (HttpMessageNotReadableException e) {
            refuse(request, response, HttpStatus.BAD_REQUEST, UNREADABLE);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        Refusal.send(
                request,
                response,
                json,
                status,
                status == HttpStatus.CONTENT_TOO_LARGE ? "content-too-large" : "invalid-parameter",
                detail);
    }
}
