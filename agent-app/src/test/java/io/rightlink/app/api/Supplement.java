package io.rightlink.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What types can't say of the API, {@code src/test/resources/api/supplement.yaml}: a merge patch in OpenAPI's own form, in which parameters
 * are named, and {@code $golden} stands for the answer that a module's test keeps. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
final class Supplement {

    private static final String FILE = "src/test/resources/api/supplement.yaml";
    private static final String GOLDEN = "$golden";
    private static final String PARAMETERS = "x-parameters";

    private final ObjectNode patch;

    Supplement() throws IOException {
        try (Reader yaml = Files.newBufferedReader(Path.of(FILE))) {
            patch = JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        }
    }

    /** Puts it into a document, which must have the operations and parameters that it speaks of. */
    void addTo(ObjectNode document) {
        JsonNode paths = document.path("paths");
        patch.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().forEach(verb -> assertThat(
                                paths.at(pointer(path.getKey(), verb)).isObject())
                        .as("the supplement speaks of %s %s: there must be such an operation", verb, path.getKey())
                        .isTrue()));
        ObjectNode common = (ObjectNode) patch.path(PARAMETERS);
        paths.forEach(path -> path.forEach(operation -> operation
                .path("parameters")
                .forEach(parameter -> merge((ObjectNode) parameter, common.path(nameOf(parameter))))));
        merge(document, patch.deepCopy().without(PARAMETERS));
    }

    private static String pointer(String path, String verb) {
        return "/" + path.replace("~", "~0").replace("/", "~1") + "/" + verb;
    }

    private static String nameOf(JsonNode parameter) {
        return parameter.path("name").asString();
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            JsonNode before = target.path(field.getKey());
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (field.getKey().equals("parameters") && before.isArray()) {
                value.properties().forEach(named -> merge(parameterOf(before, named.getKey()), named.getValue()));
            } else if (value.has(GOLDEN)) {
                target.set(field.getKey(), golden(value.path(GOLDEN).asString()));
            } else if (value.isObject() && !value.has("$ref") && !field.getKey().equals("example")) {
                merge(before.isObject() ? (ObjectNode) before : target.putObject(field.getKey()), value);
            } else {
                target.set(field.getKey(), value);
            }
        });
    }

    private static ObjectNode parameterOf(JsonNode parameters, String name) {
        Optional<JsonNode> found = StreamSupport.stream(parameters.spliterator(), false)
                .filter(parameter -> nameOf(parameter).equals(name))
                .findFirst();
        assertThat(found).as("the supplement speaks of a parameter '%s'", name).isPresent();
        return (ObjectNode) found.orElseThrow();
    }

    /** Reads {@code agent-core:host}. */
    private static JsonNode golden(String name) {
        String[] parts = name.split(":", 2);
        return JsonMapper.shared()
                .readTree(Path.of("..", parts[0], "src/test/resources/golden", parts[1] + ".json")
                        .toFile());
    }
}
