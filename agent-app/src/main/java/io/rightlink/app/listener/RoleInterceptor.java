package io.rightlink.app.listener;

import io.rightlink.core.access.Access;
import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.problem.DeniedException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to the role that a handler names; a handler that names none is closed. Stateless. */
class RoleInterceptor implements HandlerInterceptor {

    /**
     * @throws DeniedException if the caller's role doesn't reach
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            // the error page, which the servlet container wants to add to an answer that is broken off
            return false;
        }
        if (request.getDispatcherType() == DispatcherType.ERROR || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        Access access = method.getMethodAnnotation(Access.class);
        if (access == null) {
            throw new DeniedException("closed", "Nobody may call this: it names no role");
        }
        if (access.value() == Role.OPEN) {
            return true;
        }
        if (!(request.getAttribute(AccessFilter.CALLER) instanceof Caller caller)
                || !caller.role().includes(access.value())) {
            throw new DeniedException(
                    "role-too-low", "This needs the role " + access.value().label());
        }
        return true;
    }
}
