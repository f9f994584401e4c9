package io.rightlink.app.listener;

import io.rightlink.core.access.Access;
import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.audit.Audit;
import io.rightlink.core.problem.UnavailableException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Has on record, before it is done, what a caller is about to change; where that can't be recorded, it isn't done. Parameters and bodies
 * aren't recorded: they may have secrets. Safe for any thread.
 */
class AuditInterceptor implements HandlerInterceptor {

    private static final String NUMBER = AuditInterceptor.class.getName() + ".number";

    private static final int LONGEST = 500;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Audit audit;

    AuditInterceptor(Audit audit) {
        this.audit = audit;
    }

    /**
     * @throws UnavailableException if it can't be recorded
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && !READING.contains(request.getMethod())
                && isForSome(handler)) {
            Caller caller = (Caller) Objects.requireNonNull(request.getAttribute(AccessFilter.CALLER));
            try {
                request.setAttribute(NUMBER, audit.begins(caller, action(request)));
            } catch (DataAccessException e) {
                throw new UnavailableException(
                        "audit-unavailable",
                        "Cannot do this: that it is done could not be written to the audit log (" + e.getMessage()
                                + ")",
                        e);
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(NUMBER) instanceof Long number) {
            audit.ended(number, failure == null ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value());
        }
    }

    /** As much of it as tells what it was: an entry stays for long, and many are listed at once. */
    private static String action(HttpServletRequest request) {
        String action = request.getMethod() + " " + request.getRequestURI();
        return action.length() <= LONGEST ? action : action.substring(0, LONGEST - 1) + "…";
    }

    /** What is open to all takes measurements in, many a minute. */
    private static boolean isForSome(Object handler) {
        Access access = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Access.class) : null;
        return access != null && access.value() != Role.OPEN;
    }
}
