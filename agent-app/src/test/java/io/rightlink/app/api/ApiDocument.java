package io.rightlink.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.core.listing.Listing;
import io.swagger.v3.core.converter.ModelConverters;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the description of {@code /v1} of what the agent's handlers declare, by springdoc, and of the {@link Supplement}. */
final class ApiDocument {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ApiDocument() {}

    /** Starts an agent in a directory, and returns what it is. */
    static String of(Path home) throws Exception {
        try (RunningAgent agent = new RunningAgent(
                home,
                "--springdoc.api-docs.enabled=true",
                "--springdoc.api-docs.version=openapi_3_1",
                "--springdoc.api-docs.path=/springdoc",
                "--springdoc.paths-to-match=/v1/**",
                "--springdoc.default-produces-media-type=application/json",
                "--springdoc.override-with-generic-response=false",
                "--springdoc.remove-broken-reference-definitions=false",
                "--springdoc.enable-spring-security=false")) {
            OwnTypes types = new OwnTypes();
            ModelConverters.getInstance(true).addConverter(types);
            try {
                return of(agent);
            } finally {
                ModelConverters.getInstance(true).removeConverter(types);
            }
        }
    }

    private static String of(RunningAgent agent) throws Exception {
        byte[] read = agent.context()
                .getBean(OpenApiWebMvcResource.class)
                .openapiJson(new MockHttpServletRequest(), "/springdoc", Locale.ENGLISH);
        ObjectNode document = (ObjectNode) JSON.readTree(read);
        withPlainPaths(document);
        Schemas schemas = new Schemas();
        Operations operations = new Operations(schemas);
        agent
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().toString(), Comparator.reverseOrder()))
                .forEach(entry -> complete(document, operations, entry.getKey(), entry.getValue()));
        addUnseen(schemas);
        ObjectNode components = document.withObjectProperty("components");
        components.set("schemas", JSON.valueToTree(schemas.named()));
        new Supplement().addTo(document);
        components.set("schemas", sorted(components.path("schemas")));
        document.set("paths", sorted(document.path("paths")));
        for (String path : document.path("paths").propertyNames()) {
            ObjectNode verbs = sorted(document.path("paths").path(path));
            verbs.forEach(Operations::sort);
            ((ObjectNode) document.path("paths")).set(path, verbs);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void complete(
            ObjectNode document, Operations operations, RequestMappingInfo mapping, HandlerMethod handler) {
        mapping.getPatternValues().stream()
                .filter(path -> path.startsWith("/v1/"))
                .forEach(path -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> operations.complete(
                                operationOf(document, plain(path), verb.name()), plain(path), handler)));
    }

    /** The answers of handlers that write bytes, or one thing or another. */
    private static void addUnseen(Schemas schemas) throws ClassNotFoundException {
        schemas.of(ResolvableType.forClassWithGenerics(Listing.class, inside("io.rightlink.docker.container.Container"))
                .getType());
        schemas.of(inside("io.rightlink.systemd.change.Preview"));
    }

    private static Class<?> inside(String name) throws ClassNotFoundException {
        return ClassUtils.forName(name, ApiDocument.class.getClassLoader());
    }

    private static ObjectNode operationOf(ObjectNode document, String path, String verb) {
        JsonNode operation = document.path("paths").path(path).path(verb.toLowerCase(Locale.ROOT));
        assertThat(operation.isObject()).as("springdoc sees %s %s", verb, path).isTrue();
        return (ObjectNode) operation;
    }

    /** OpenAPI has no form for {@code {*name}}, a variable that takes the rest of the path. */
    private static String plain(String path) {
        return path.replace("{*", "{");
    }

    private static void withPlainPaths(ObjectNode document) {
        ObjectNode paths = document.withObjectProperty("paths");
        for (String path : Set.copyOf(paths.propertyNames())) {
            JsonNode operations = paths.remove(path);
            JsonNode known = paths.path(plain(path));
            if (known instanceof ObjectNode before) {
                before.setAll((ObjectNode) operations);
            } else {
                paths.set(plain(path), operations);
            }
        }
    }

    static ObjectNode sorted(JsonNode named) {
        Map<String, JsonNode> fields = new TreeMap<>();
        named.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return JSON.valueToTree(fields);
    }
}
