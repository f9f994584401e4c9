package io.rightlink.app.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schemas of the agent's types, as Jackson writes them: records field by field, where what can be null or empty can be absent;
 * enumerations and values of one text as strings. Descriptions are the types' comments. Not safe for several threads.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
final class Schemas {

    static final String REFERENCE = "#/components/schemas/";

    private static final Map<Class<?>, String> PLAIN = Map.ofEntries(
            Map.entry(String.class, "{'type': 'string'}"),
            Map.entry(boolean.class, "{'type': 'boolean'}"),
            Map.entry(Boolean.class, "{'type': 'boolean'}"),
            Map.entry(int.class, "{'type': 'integer', 'format': 'int32'}"),
            Map.entry(Integer.class, "{'type': 'integer', 'format': 'int32'}"),
            Map.entry(long.class, "{'type': 'integer', 'format': 'int64'}"),
            Map.entry(Long.class, "{'type': 'integer', 'format': 'int64'}"),
            Map.entry(Double.class, "{'type': 'number', 'format': 'double'}"),
            Map.entry(Instant.class, "{'type': 'string', 'format': 'date-time'}"),
            Map.entry(Duration.class, "{'type': 'string', 'format': 'duration'}"),
            Map.entry(JsonNode.class, "{}"));

    private final JsonMapper json = JsonMapper.shared();
    private final SourceComments comments = new SourceComments();
    private final SortedMap<String, ObjectNode> named = new TreeMap<>();

    static boolean isOwn(Class<?> type) {
        return type.getName().startsWith("io.rightlink.");
    }

    /** Returns {@code BootBootScript} for a type in another, and {@code ListingOfUnitSummary} for one of another. */
    static String nameOf(Class<?> type, @Nullable Class<?> of) {
        Class<?> outer = type.getDeclaringClass();
        String name = outer == null ? type.getSimpleName() : nameOf(outer, null) + type.getSimpleName();
        return of == null ? name : name + "Of" + of.getSimpleName();
    }

    /** Returns those that were referred to, and what they refer to. */
    SortedMap<String, ObjectNode> named() {
        return named;
    }

    /** Returns the schema of a type, a reference if it is one of the agent's. */
    ObjectNode of(Type type) {
        Class<?> raw = rawOf(type);
        Type @Nullable [] arguments =
                type instanceof ParameterizedType generic ? generic.getActualTypeArguments() : null;
        if (PLAIN.containsKey(raw)) {
            return (ObjectNode) json.readTree(PLAIN.get(raw).replace('\'', '"'));
        }
        if (isOwn(raw)) {
            return reference(raw, arguments == null ? null : arguments[0]);
        }
        Type[] inner = Objects.requireNonNull(arguments, () -> "no schema for " + type);
        if (raw == Optional.class) {
            return of(inner[0]);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode schema = json.createObjectNode().put("type", "array");
            schema.set("items", of(inner[0]));
            return Set.class.isAssignableFrom(raw) ? schema.put("uniqueItems", true) : schema;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return json.createObjectNode().put("type", "object").set("additionalProperties", of(inner[1]));
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    /** Has a type, and what it refers to, know no fields but its own. */
    void close(JsonNode schema) {
        if (schema.has("$ref")) {
            ObjectNode type = Objects.requireNonNull(
                    named.get(schema.path("$ref").asString().substring(REFERENCE.length())));
            if (type.has("properties") && !type.has("additionalProperties")) {
                type.put("additionalProperties", false);
                type.path("properties").forEach(this::close);
            }
        } else {
            schema.forEach(this::close);
        }
    }

    /** Returns the schema of a parameter: the word for a constant is read in whatever case, and times as settings are. */
    ObjectNode ofParameter(Type type) {
        Class<?> raw = rawOf(type);
        if (raw == Optional.class) {
            return ofParameter(((ParameterizedType) type).getActualTypeArguments()[0]);
        }
        if (raw == Duration.class) {
            return json.createObjectNode().put("type", "string").put("pattern", "^(?:\\d+(?:ns|us|ms|s|m|h|d)?|P.+)$");
        }
        ObjectNode schema = of(type);
        if (raw.isEnum() && labelOf(raw.getEnumConstants()[0]).equals(raw.getEnumConstants()[0].toString())) {
            ObjectNode words =
                    Objects.requireNonNull(named.get(nameOf(raw, null))).removeAll();
            describeConstants(words, raw, constant -> labelOf(constant).toLowerCase(Locale.ROOT));
        }
        return schema;
    }

    private ObjectNode reference(Class<?> type, @Nullable Type of) {
        String name = nameOf(type, of == null ? null : rawOf(of));
        if (!named.containsKey(name)) {
            ObjectNode schema = json.createObjectNode();
            named.put(name, schema);
            describe(schema, type, of);
        }
        return json.createObjectNode().put("$ref", REFERENCE + name);
    }

    private void describe(ObjectNode schema, Class<?> type, @Nullable Type of) {
        if (type.isEnum()) {
            describeConstants(schema, type, Schemas::labelOf);
            return;
        }
        comments.of(type).ifPresent(text -> schema.put("description", text));
        if (isText(type)) {
            schema.put("type", "string");
            formOf(type).ifPresent(form -> schema.put("pattern", "^(?:" + form + ")$"));
        } else {
            schema.put("type", "object");
            addFields(schema, type, of);
        }
    }

    private void describeConstants(ObjectNode schema, Class<?> type, Function<Object, String> label) {
        comments.ofConstants(type, label).ifPresent(text -> schema.put("description", text));
        schema.put("type", "string");
        Arrays.stream(type.getEnumConstants())
                .forEach(constant -> schema.withArray("enum").add(label.apply(constant)));
    }

    private void addFields(ObjectNode schema, Class<?> record, @Nullable Type of) {
        Map<String, String> texts = comments.ofComponents(record);
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addFields(schema, component.getType(), null);
                continue;
            }
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            ObjectNode field = of(of == null ? component.getGenericType() : bound(component.getGenericType(), of));
            if (texts.containsKey(component.getName())) {
                field.put("description", texts.get(component.getName()));
            }
            schema.withObjectProperty("properties").set(name, field);
            if (!canBeAbsent(component.getAnnotatedType())) {
                schema.withArray("required").add(name);
            }
        }
    }

    private static boolean canBeAbsent(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class)
                || (type instanceof AnnotatedParameterizedType && rawOf(type.getType()) == Optional.class);
    }

    /** Puts the listing's items in the place of their variable. */
    private static Type bound(Type declared, Type of) {
        return declared instanceof ParameterizedType generic
                        && generic.getActualTypeArguments()[0] instanceof TypeVariable<?>
                ? ResolvableType.forClassWithGenerics(rawOf(declared), ResolvableType.forType(of))
                        .getType()
                : declared;
    }

    /** Tells whether a type is written, or read, as one text. */
    private static boolean isText(Class<?> type) {
        return Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class))
                || ReflectionUtils.findMethod(type, "valueOf", String.class) != null
                || (type.isRecord()
                        && (type.getRecordComponents().length == 1
                                && (type.getRecordComponents()[0].getName().equals("value")
                                        || Arrays.stream(type.getDeclaredConstructors())
                                                .anyMatch(made -> made.getParameterTypes()[0] == String.class
                                                        && type.getRecordComponents()[0].getType() != String.class))));
    }

    private static Optional<String> formOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals("FORM") && field.getType() == Pattern.class)
                .findFirst()
                .map(field -> {
                    ReflectionUtils.makeAccessible(field);
                    return ((Pattern) Objects.requireNonNull(ReflectionUtils.getField(field, null))).pattern();
                });
    }

    /** Returns what stands for a constant in JSON: what it says itself, or its name. */
    private static String labelOf(Object constant) {
        for (Method method : constant.getClass().getMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                ReflectionUtils.makeAccessible(method);
                return String.valueOf(ReflectionUtils.invokeMethod(method, constant));
            }
        }
        return ((Enum<?>) constant).name();
    }

    private static Class<?> rawOf(Type type) {
        return Objects.requireNonNull(ResolvableType.forType(type).resolve(), type::toString);
    }
}
