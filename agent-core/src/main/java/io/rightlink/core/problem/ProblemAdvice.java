package io.rightlink.core.problem;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
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
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Turns every exception that a handler lets through into a problem detail. Stateless; safe for any thread. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onProblem(ProblemException problem) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            LOG.debug("Answered 503", problem);
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(problem.toProblem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onBug(RuntimeException bug, WebRequest request) {
        LOG.error("Cannot answer {}", request.getDescription(false), bug);
        ProblemDetail problem = Problems.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "The agent failed on this request; its log says why");
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Names the field that a body got wrong. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof ProblemException problem) {
            return handleExceptionInternal(ex, problem.toProblem(), headers, problem.status(), request);
        }
        String detail = ex.getCause() instanceof DatabindException wrong
                ? "Cannot read the field '" + fieldOf(wrong) + "': " + reasonOf(wrong)
                : "Cannot read the request's body: it is not the JSON that is expected here";
        return handleExceptionInternal(ex, Problems.problem(status, "invalid-body", detail), headers, status, request);
    }

    /** Names the parameter, and what its type has to say about the value. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
        if (cause instanceof ProblemException problem) {
            return handleExceptionInternal(ex, problem.toProblem(), headers, problem.status(), request);
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
        return super.handleExceptionInternal(ex, told, headers, status, request);
    }

    private static String fieldOf(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(part -> part.getPropertyName() == null ? "[" + part.getIndex() + "]" : part.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static String reasonOf(DatabindException wrong) {
        return wrong.getOriginalMessage().lines().findFirst().orElse("it does not fit");
    }
}
