package io.rightlink.app.listener;

import io.rightlink.core.problem.InvalidException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that a handler doesn't know, those without a value, and those of one value that are there twice: what was
 * misspelt must not be missed. What answers for a request that failed has none: they may be why it did. Safe for any thread.
 */
class ParameterInterceptor implements HandlerInterceptor {

    private static final int LONGEST_SHOWN = 100;

    /** Ends the name that stands for a family's names: {@code arguments[…]}. */
    private static final String ANY = "[…]";

    /** Each handler's parameters, and whether it takes several values. */
    private final Map<HandlerMethod, SortedMap<String, Boolean>> known = new ConcurrentHashMap<>();

    /**
     * @throws InvalidException naming the parameter
     * @throws HttpMediaTypeNotSupportedException if there is a form where a body is read: what curl calls any data, and no parameters
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && isOurs(method)
                && !method.hasMethodAnnotation(AnyParameters.class)) {
            requireNoForm(request, method);
            SortedMap<String, Boolean> parameters = known.computeIfAbsent(method, ParameterInterceptor::parametersOf);
            boolean form = isForm(request);
            request.getParameterMap().forEach((name, values) -> check(name, values, parameters, form));
        }
        return true;
    }

    /** What isn't a parameter in a form may be a secret that was meant to be a body. */
    private static void check(String name, String[] values, SortedMap<String, Boolean> parameters, boolean form) {
        if (!parameters.containsKey(name) && parameters.keySet().stream().noneMatch(known -> isOf(known, name))) {
            throw new InvalidException(
                    "unknown-parameter",
                    (form
                                    ? "The query or form has a parameter that isn't known"
                                    : "There is no parameter '" + shortened(name) + "'")
                            + " here; "
                            + (parameters.isEmpty() ? "there is none" : "there are " + parameters.keySet()));
        }
        if (Arrays.stream(values).anyMatch(ParameterInterceptor::isEmpty)) {
            throw new InvalidException("invalid-parameter", "The parameter '" + name + "' has no value");
        }
        if (values.length > 1 && !parameters.getOrDefault(name, false)) {
            throw new InvalidException("invalid-parameter", "The parameter '" + name + "' has more than one value");
        }
    }

    /**
     * Takes blanks for nothing, as Spring does when it makes a word of an enumeration of them. Of a name without a {@code =}, which a form
     * can have, it makes null.
     */
    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.trim().isEmpty();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }

    private static void requireNoForm(HttpServletRequest request, HandlerMethod method)
            throws HttpMediaTypeNotSupportedException {
        if (isForm(request) && readsBody(method)) {
            throw new HttpMediaTypeNotSupportedException(MediaType.APPLICATION_FORM_URLENCODED, List.of());
        }
    }

    private static boolean isForm(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getContentType(), "")
                .toLowerCase(Locale.ROOT)
                .startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("io.rightlink.");
    }

    private static boolean isOf(String family, String name) {
        return family.endsWith(ANY)
                && FamilyResolver.isMember(name, family.substring(0, family.length() - ANY.length()));
    }

    private static boolean isParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestParam.class)
                || parameter.hasParameterAnnotation(ParameterFamily.class);
    }

    private static String nameOf(MethodParameter parameter) {
        ParameterFamily family = parameter.getParameterAnnotation(ParameterFamily.class);
        if (family != null) {
            return family.value() + ANY;
        }
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        return query == null || query.value().isEmpty()
                ? parameter.getParameter().getName()
                : query.value();
    }

    private static SortedMap<String, Boolean> parametersOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(ParameterInterceptor::isParameter)
                .collect(Collectors.toMap(
                        ParameterInterceptor::nameOf,
                        parameter -> Collection.class.isAssignableFrom(parameter.getParameterType()),
                        (first, _) -> first,
                        TreeMap::new));
    }
}
