package io.rightlink.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A line of the endpoint table, and the parameters that its handler has.
 *
 * @param path with its variables in braces, {@code /v1/runs/{id}}
 */
record Endpoint(String method, String path, List<String> parameters) {

    /** Returns all that are in the table. */
    static List<Endpoint> of(ApplicationContext agent) throws IOException {
        TreeMap<String, Set<String>> parameters = new TreeMap<>();
        agent.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues().forEach(path -> info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> parameters.put(method + " " + path, parametersOf(handler)))));
        List<Endpoint> endpoints = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/api/endpoints.txt"))) {
            String[] words = line.split(" +", -1);
            Set<String> names = parameters.getOrDefault(words[0] + " " + words[1], Set.of("includedNames"));
            endpoints.add(new Endpoint(words[0], words[1], List.copyOf(names)));
        }
        return endpoints;
    }

    private static Set<String> parametersOf(HandlerMethod handler) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam query = SynthesizingMethodParameter.forParameter(parameter.getParameter())
                    .getParameterAnnotation(RequestParam.class);
            if (query != null) {
                names.add(query.name().isEmpty() ? parameter.getParameter().getName() : query.name());
            }
        }
        if (handler.getBeanType().getSimpleName().startsWith("Run")) {
            names.add("arguments[ONE]");
        }
        return names;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
