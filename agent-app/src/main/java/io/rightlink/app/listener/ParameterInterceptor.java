package io.rightlink.app.listener;

import io.rightlink.core.problem.InvalidException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that a handler doesn't know, and those without a value: what was misspelt must not be missed. Safe for any thread. */
class ParameterInterceptor implements HandlerInterceptor {

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * @throws InvalidException naming the parameter
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            Set<String> names = known.computeIfAbsent(method, ParameterInterceptor::namesOf);
            request.getParameterMap().forEach((name, values) -> check(name, values, names));
        }
        return true;
    }

    private static void check(String name, String[] values, Set<String> names) {
        if (!names.contains(name)) {
            throw new InvalidException(
                    "unknown-parameter",
                    "There is no parameter '" + name + "' here; "
                            + (names.isEmpty() ? "there is none" : "there are " + names));
        }
        if (Arrays.stream(values).anyMatch(String::isEmpty)) {
            throw new InvalidException("invalid-parameter", "The parameter '" + name + "' has no value");
        }
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("io.rightlink.");
    }

    private static String nameOf(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        return query == null || query.value().isEmpty()
                ? parameter.getParameter().getName()
                : query.value();
    }

    private static Set<String> namesOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(ParameterInterceptor::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
