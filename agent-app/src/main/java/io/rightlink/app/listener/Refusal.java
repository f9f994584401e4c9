package io.rightlink.app.listener;

import io.rightlink.core.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** The answer of a filter that lets a request go no further: a problem detail, as from a handler. Stateless. */
final class Refusal {

    private Refusal() {}

    static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            JsonMapper json,
            HttpStatus status,
            String name,
            String detail)
            throws IOException {
        ProblemDetail problem = Problems.problem(status, name, detail);
        problem.setInstance(Problems.instance(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
