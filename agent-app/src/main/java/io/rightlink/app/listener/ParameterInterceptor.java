package io.rightlink.app.listener;

import io.rightlink.core.problem.InvalidException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that a handler doesn't know, and those without a value: what was misspelt must not be missed. Safe for any thread. */
class ParameterInterceptor implements HandlerInterceptor {

    private static final int LONGEST_SHOWN = 100;

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * @throws InvalidException naming the parameter
     * @throws HttpMediaTypeNotSupportedException if there is a form where a body is read: what curl calls any data, and no parameters
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            requireNoForm(request, method);
            Set<String> names = known.computeIfAbsent(method, ParameterInterceptor::namesOf);
            request.getParameterMap().forEach((name, values) -> check(name, values, names));
        }
        return true;
    }

    private static void check(String name, String[] values, Set<String> names) {
        if (!names.contains(name)) {
            throw new InvalidException(
                    "unknown-parameter",
                    "There is no parameter '" + shortened(name) + "' here; "
                            + (names.isEmpty() ? "there is none" : "there are " + names));
        }
        if (Arrays.stream(values).anyMatch(ParameterInterceptor::isEmpty)) {
            throw new InvalidException("invalid-parameter", "The parameter '" + name + "' has no value");
        }
    }

    /** Takes blanks for nothing, as Spring does when it makes a word of an enumeration of them. */
    private static boolean isEmpty(String value) {
        return value.trim().isEmpty();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }

    private static void requireNoForm(HttpServletRequest request, HandlerMethod method)
            throws HttpMediaTypeNotSupportedException {
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        if (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) && readsBody(method)) {
            throw new HttpMediaTypeNotSupportedException(MediaType.APPLICATION_FORM_URLENCODED, List.of());
        }
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
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
