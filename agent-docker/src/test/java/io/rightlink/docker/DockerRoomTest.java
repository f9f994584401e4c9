package io.rightlink.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.access.Access;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.image.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The room as an application assembles it: all of its auto-configurations, and core's. */
class DockerRoomTest {

    @TempDir
    Path state;

    @Test
    void offersItsFacadesWithoutAnEngine() {
        room().run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Containers.class)
                .hasSingleBean(Images.class)
                .hasSingleBean(Workloads.class)
                .hasBean("dockerHealthIndicator"));
    }

    @Test
    void namesTheRoleOfEveryEndpoint() {
        room().run(context -> assertThat(endpoints(context))
                .containsExactlyInAnyOrder(
                        "DELETE /v1/containers/{container} OPERATE",
                        "DELETE /v1/images/{*image} OPERATE",
                        "GET /v1/containers READ",
                        "GET /v1/containers/{container} READ",
                        "GET /v1/containers/{container}/logs READ",
                        "GET /v1/images READ",
                        "GET /v1/tags READ",
                        "POST /v1/containers/{container}/kill OPERATE",
                        "POST /v1/containers/{container}/restart OPERATE",
                        "POST /v1/containers/{container}/start OPERATE",
                        "POST /v1/containers/{container}/stop OPERATE",
                        "POST /v1/images/pull OPERATE"));
    }

    private WebApplicationContextRunner room() {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ours()))
                .withPropertyValues(
                        "rightlink.version=1.2.3",
                        "rightlink.state-directory=" + state,
                        "rightlink.docker.host=unix:///nonexistent/docker.sock");
    }

    private static Class<?>[] ours() {
        ClassLoader loader = DockerRoomTest.class.getClassLoader();
        return Stream.concat(
                        StreamSupport.stream(
                                        ImportCandidates.load(AutoConfiguration.class, loader)
                                                .spliterator(),
                                        false)
                                .filter(name -> name.startsWith("io.rightlink."))
                                .map(name -> ClassUtils.resolveClassName(name, loader)),
                        Stream.of(JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class))
                .toArray(Class<?>[]::new);
    }

    private static List<String> endpoints(ApplicationContext context) {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("io.rightlink.docker."))
                .map(entry -> entry.getKey()
                                .getMethodsCondition()
                                .getMethods()
                                .iterator()
                                .next() + " "
                        + entry.getKey().getDirectPaths().stream().findFirst().orElseGet(() -> entry.getKey()
                                .getPatternValues()
                                .iterator()
                                .next())
                        + " " + roleOf(entry.getValue()))
                .toList();
    }

    private static String roleOf(HandlerMethod handler) {
        Access access = handler.getMethodAnnotation(Access.class);
        return access == null ? "nobody" : access.value().name();
    }
}
