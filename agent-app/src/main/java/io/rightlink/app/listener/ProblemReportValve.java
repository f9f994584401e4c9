package io.rightlink.app.listener;

import io.rightlink.core.problem.Problems;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a problem detail of what Tomcat refuses before the request is anybody's, where it would write a page: a path with {@code %00},
 * a header that is too long. Safe for any thread.
 */
class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    private final JsonMapper json;

    ProblemReportValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            Writer body = response.getReporter();
            if (body != null) {
                body.write(json.writeValueAsString(problem(request, status)));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.debug("Nobody reads why the request is refused", e);
        }
    }

    private static ProblemDetail problem(Request request, HttpStatusCode status) {
        ProblemDetail problem = Problems.refused(status);
        instance(request.getRequestURI()).ifPresent(problem::setInstance);
        return problem;
    }

    /** Where the path is what can't be read, nothing else says where the problem is. */
    private static Optional<URI> instance(@Nullable String path) {
        try {
            return path != null && path.startsWith("/") ? Optional.of(Problems.instance(path)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
