package io.rightlink.core.problem;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception that a handler lets through into a problem detail. Stateless; safe for any thread. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onProblem(ProblemException problem, WebRequest request) {
        if (problem.getCause() != null) {
            LOG.debug("Answered {}", problem.status(), problem);
        }
        return handleExceptionInternal(problem, problem.toProblem(), HttpHeaders.EMPTY, problem.status(), request);
    }

    /** An answer that has begun is broken off by the servlet container, so that nobody takes it for whole. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onBug(Exception bug, WebRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw bug;
        }
        LOG.error("Cannot answer {}", request.getDescription(false), bug);
        response.reset();
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        ProblemDetail problem =
                Problems.problem(status, "internal-error", "The agent failed on this request; its log says why");
        return handleExceptionInternal(bug, problem, HttpHeaders.EMPTY, status, request);
    }

    /** Names the field that a body got wrong. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemException said = problemBehind(ex);
        return said != null
                ? onProblem(said, request)
                : handleExceptionInternal(
                        ex,
                        Problems.problem(status, "invalid-body", UnreadableBody.describe(ex)),
                        headers,
                        status,
                        request);
    }

    /** Names the parameter, and what its type has to say about the value. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemException said = problemBehind(ex);
        if (said != null) {
            return onProblem(said, request);
        }
        String detail = "Cannot use '" + ex.getValue() + "' as the parameter '" + ex.getPropertyName() + "'";
        return handleExceptionInternal(
                ex, Problems.problem(status, "invalid-parameter", detail), headers, status, request);
    }

    /** Gives the framework's own problems the agent's type. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object told = body == null && ex instanceof ErrorResponse response
                ? Problems.problem(
                        status, Problems.nameOf(status), response.getBody().getDetail())
                : body;
        if (told instanceof ProblemDetail problem && request instanceof ServletWebRequest servlet) {
            problem.setInstance(Problems.instance(servlet.getRequest().getRequestURI()));
        }
        HttpHeaders all = HttpHeaders.copyOf(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            all.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return super.handleExceptionInternal(ex, told, all, status, request);
    }

    /** Returns what one of the agent's own types said of a value, from inside a converter or a constructor. */
    private static @Nullable ProblemException problemBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return null;
    }
}
