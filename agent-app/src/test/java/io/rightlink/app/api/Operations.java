package io.rightlink.app.api;

import io.rightlink.core.access.Access;
import io.rightlink.core.access.Role;
import io.rightlink.core.job.Job;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a handler's own declaration says of an operation, beyond what springdoc reads of it: the role, the types, the kinds of answer. */
final class Operations {

    private static final String RESPONSES = "responses";

    private final Schemas schemas;

    Operations(Schemas schemas) {
        this.schemas = schemas;
    }

    void complete(ObjectNode operation, String path, HandlerMethod handler) {
        Access access = Objects.requireNonNull(handler.getMethodAnnotation(Access.class), handler::toString);
        operation.put("operationId", handler.getMethod().getName() + nameOf(handler));
        operation.putArray("tags").add(path.split("/", -1)[2]);
        addRole(operation, access.value());
        Arrays.stream(handler.getMethodParameters()).forEach(parameter -> addParameter(operation, parameter));
        addBody(operation, bodyOf(handler));
        addAnswers(operation, handler);
        addProblems(operation, access.value(), path, handler);
    }

    /** Has the same order each time, whatever that of the handlers was. */
    static void sort(JsonNode operation) {
        ObjectNode responses = ApiDocument.sorted(operation.path(RESPONSES));
        responses.forEach(response -> {
            if (response.has("content")) {
                ((ObjectNode) response).set("content", ApiDocument.sorted(response.path("content")));
            }
        });
        ((ObjectNode) operation).set(RESPONSES, responses);
    }

    private static String nameOf(HandlerMethod handler) {
        return handler.getBeanType().getSimpleName().replace("Controller", "");
    }

    /** In OpenAPI 3.1 a requirement of any scheme can list the roles that are needed. */
    private static void addRole(ObjectNode operation, Role role) {
        operation.put("x-role", role.label());
        var security = operation.putArray("security");
        if (role == Role.OPEN) {
            security.addObject();
        }
        for (String scheme : List.of("secret", "token")) {
            var roles = security.addObject().putArray(scheme);
            if (role != Role.OPEN) {
                roles.add(role.label());
            }
        }
    }

    private void addParameter(ObjectNode operation, MethodParameter declared) {
        declared.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        RequestHeader header = declared.getParameterAnnotation(RequestHeader.class);
        RequestParam query = declared.getParameterAnnotation(RequestParam.class);
        if (header == null && query == null && !declared.hasParameterAnnotation(PathVariable.class)) {
            return;
        }
        String name = header == null ? Objects.requireNonNull(declared.getParameterName()) : header.value();
        ObjectNode parameter = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(one -> one.path("name").asString().equals(name))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("springdoc has no parameter " + name + " of " + declared));
        ObjectNode schema = schemas.ofParameter(declared.getGenericParameterType());
        if (query != null && !query.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
            addDefault(schema, query.defaultValue());
        }
        parameter.set("schema", schema);
    }

    /** Fields that aren't known are refused; of bytes, the media type says what they are. */
    private void addBody(ObjectNode operation, @Nullable MethodParameter body) {
        if (body != null && Schemas.isOwn(body.getParameterType())) {
            schemas.close(schemas.of(body.getParameterType()));
        } else if (body != null) {
            operation.path("requestBody").path("content").properties().forEach(type -> {
                ObjectNode schema = ((ObjectNode) type.getValue()).putObject("schema");
                if (!type.getKey().equals(MediaType.APPLICATION_OCTET_STREAM_VALUE)) {
                    schema.put("type", "string");
                }
            });
        }
    }

    private static void addDefault(ObjectNode schema, String value) {
        switch (schema.path("type").asString("string")) {
            case "boolean" -> schema.put("default", Boolean.parseBoolean(value));
            case "integer" -> schema.put("default", Long.parseLong(value));
            case "array" -> schema.putArray("default");
            default -> schema.put("default", value);
        }
    }

    private void addAnswers(ObjectNode operation, HandlerMethod handler) {
        Type returned = bodyOf(handler.getReturnType().getGenericParameterType());
        ObjectNode responses = operation.withObjectProperty(RESPONSES);
        if (returned == Job.class && handler.getReturnType().getParameterType() == ResponseEntity.class) {
            ObjectNode accepted =
                    responses.putObject("202").put("description", "It has begun; the job tells what becomes of it.");
            accepted.putObject("headers").putObject("Location").put("$ref", "#/components/headers/Job");
            accepted.putObject("content")
                    .putObject(MediaType.APPLICATION_JSON_VALUE)
                    .set("schema", schemas.of(Job.class));
            responses.remove("200");
        } else if (isDescribed(returned)) {
            schemas.of(returned);
        }
    }

    private static boolean isDescribed(Type returned) {
        return returned instanceof ParameterizedType || (returned instanceof Class<?> type && Schemas.isOwn(type));
    }

    private static Type bodyOf(Type returned) {
        return returned instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class
                ? generic.getActualTypeArguments()[0] instanceof WildcardType
                        ? Object.class
                        : generic.getActualTypeArguments()[0]
                : returned;
    }

    private void addProblems(ObjectNode operation, Role role, String path, HandlerMethod handler) {
        MethodParameter body = bodyOf(handler);
        boolean ofTheHost = Stream.of("io.rightlink.systemd.", "io.rightlink.docker.")
                .anyMatch(handler.getBeanType().getName()::startsWith);
        Map<String, Boolean> problems = new TreeMap<>(Map.of(
                "400",
                true,
                "401",
                true,
                "403",
                role != Role.OPEN,
                "404",
                path.contains("{"),
                "413",
                body != null,
                "415",
                body != null,
                "429",
                true,
                "503",
                ofTheHost,
                "default",
                true));
        ObjectNode responses = operation.withObjectProperty(RESPONSES);
        problems.forEach((status, possible) -> {
            if (possible) {
                responses.putObject(status).put("$ref", "#/components/responses/" + status);
            }
        });
    }

    private static @Nullable MethodParameter bodyOf(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .orElse(null);
    }
}
