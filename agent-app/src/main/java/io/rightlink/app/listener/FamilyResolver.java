package io.rightlink.app.listener;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gathers a {@link ParameterFamily}. Stateless. */
final class FamilyResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(ParameterFamily.class);
    }

    @Override
    public Map<String, String> resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String family = Objects.requireNonNull(parameter.getParameterAnnotation(ParameterFamily.class))
                .value();
        Map<String, String> members = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (isMember(name, family)) {
                members.put(name.substring(family.length() + 1, name.length() - 1), values[0]);
            }
        });
        return members;
    }

    /** Tells whether a name is of the form {@code family[…]}, with something between the brackets. */
    static boolean isMember(String name, String family) {
        return name.length() > family.length() + 2 && name.startsWith(family + "[") && name.endsWith("]");
    }
}
