package io.rightlink.core.testing;

import io.rightlink.core.access.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The rooms on a module's class path, as an application assembles them. */
public final class AssembledAgent {

    private AssembledAgent() {}

    /** Returns an agent with its state in a directory of the test's; run twice on the same, it is one that was restarted. */
    public static WebApplicationContextRunner in(Path stateDirectory) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(configurations()))
                .withPropertyValues(
                        "rightlink.version=1.2.3",
                        "rightlink.state-directory=" + stateDirectory,
                        "rightlink.run-directory=" + stateDirectory.resolve("run"));
    }

    /** Returns lines such as {@code GET /v1/host READ} for the handlers in a package and below. */
    public static List<String> endpoints(ApplicationContext context, String packageName) {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith(packageName + "."))
                .flatMap(entry -> lines(entry.getKey(), entry.getValue()))
                .sorted()
                .toList();
    }

    private static Class<?>[] configurations() {
        ClassLoader loader = AssembledAgent.class.getClassLoader();
        Stream<Class<?>> ours = StreamSupport.stream(
                        ImportCandidates.load(AutoConfiguration.class, loader).spliterator(), false)
                .filter(name -> name.startsWith("io.rightlink."))
                .map(name -> ClassUtils.resolveClassName(name, loader));
        return Stream.concat(ours, Stream.of(JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class))
                .toArray(Class<?>[]::new);
    }

    private static Stream<String> lines(RequestMappingInfo mapping, HandlerMethod handler) {
        Access access = handler.getMethodAnnotation(Access.class);
        String role = access == null ? "nobody" : access.value().name();
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path + " " + role));
    }
}
