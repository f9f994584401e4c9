package io.rightlink.app.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operations of the description, and the requests that it has as examples. Immutable. */
final class Examples {

    static final Path DOCUMENT = Path.of("../docs/api/openapi.json");

    /** What is made comes before what is asked for, scripts before what names them, and what is removed last. */
    private static final List<String> ORDER = List.of("put", "post", "get", "delete");

    private final JsonNode document;

    Examples() throws IOException {
        document = JsonMapper.shared().readTree(Files.readString(DOCUMENT));
    }

    JsonNode document() {
        return document;
    }

    /** Returns all operations, in the order in which their examples can be sent. */
    List<Example> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(verb -> new Example(verb.getKey(), path.getKey(), verb.getValue())))
                .sorted(Comparator.comparingInt((Example one) -> ORDER.indexOf(one.verb))
                        .thenComparingInt(one -> one.path.startsWith("/v1/scripts") ? 0 : 1)
                        .thenComparingInt(one -> one.verb.equals("delete") ? -one.path.length() : 0))
                .toList();
    }

    /** Returns the media types of an answer, each with its schema and example; of a reference, those of what it means. */
    Map<String, JsonNode> contentOf(JsonNode response) {
        return resolved(response).path("content").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns an answer, or what it refers to. */
    JsonNode resolved(JsonNode response) {
        return response.has("$ref")
                ? document.at(response.path("$ref").asString().substring(1))
                : response;
    }

    /** Returns a schema that stands alone; {@code closed}, one that knows no fields but those it names. */
    JsonNode schemaOf(JsonNode mediaType, boolean closed) {
        ObjectNode schema = (ObjectNode) mediaType.path("schema").deepCopy();
        ObjectNode components = schema.putObject("components");
        components.set("schemas", document.at("/components/schemas").deepCopy());
        if (closed) {
            close(schema);
        }
        return schema;
    }

    private static void close(JsonNode schema) {
        schema.forEach(Examples::close);
        if (schema instanceof ObjectNode type
                && type.path("properties").isObject()
                && !type.has("additionalProperties")) {
            type.put("additionalProperties", false);
        }
    }

    /** An operation, and its example. */
    record Example(String verb, String path, JsonNode operation) {

        /** Returns the status of the answer that is its example; of one without a body, that says so. */
        Optional<String> status() {
            return operation.path("responses").properties().stream()
                    .filter(one -> one.getKey().equals("204")
                            || one.getValue().path("content").values().stream().anyMatch(type -> type.has("example")))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        /** Returns the request as the description has it. */
        HttpRequest.Builder request(int port) {
            String target = path;
            List<String> query = new ArrayList<>();
            for (JsonNode parameter : operation.path("parameters")) {
                String name = parameter.path("name").asString();
                JsonNode example = parameter.path("example");
                if (parameter.path("in").asString().equals("path")) {
                    target = target.replace("{" + name + "}", encoded(example.asString()));
                } else if (!example.isMissingNode()) {
                    values(example).forEach(value -> query.add(name + "=" + encoded(value)));
                }
            }
            String uri = "http://127.0.0.1:" + port + target + (query.isEmpty() ? "" : "?" + String.join("&", query));
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
            for (Map.Entry<String, JsonNode> body :
                    operation.path("requestBody").path("content").properties()) {
                JsonNode example = body.getValue().path("example");
                if (!example.isMissingNode()) {
                    String text = example.isString() ? example.asString() : example.toString();
                    return request.header("Content-Type", body.getKey())
                            .method(verb.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(text));
                }
            }
            return request.method(verb.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody());
        }

        private static Stream<String> values(JsonNode example) {
            return example.isArray()
                    ? StreamSupport.stream(example.spliterator(), false).map(JsonNode::asString)
                    : Stream.of(example.asString());
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        public String toString() {
            return verb.toUpperCase(Locale.ROOT) + " " + path;
        }
    }
}
