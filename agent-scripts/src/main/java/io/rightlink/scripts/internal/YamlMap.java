package io.rightlink.scripts.internal;

import io.rightlink.core.problem.InvalidException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping in a {@link YamlText}. Nothing is constructed of it but texts and flags. Every complaint names the line. For one thread. */
public final class YamlMap {

    private static final int MOST_ITEMS = 500;

    private final YamlText yaml;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param what it describes, for complaints */
    YamlMap(Node node, YamlText yaml, String what) {
        this.yaml = yaml;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, what + " is not made of lines such as 'Name: value'");
        }
        if (mapping.getValue().size() > MOST_ITEMS) {
            throw wrong(node, what + " has more than " + MOST_ITEMS + " parts");
        }
        mapping.getValue().forEach(this::add);
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public void refuseOthersThan(List<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw wrong(value, "there is no '" + key + "'; known here are " + known);
            }
        });
    }

    public Optional<String> text(String key) {
        return node(key).map(value -> textOf(value, key));
    }

    public boolean flag(String key) {
        return node(key).map(value -> flagOf(value, key)).orElse(false);
    }

    /** Returns a list's items. */
    public List<String> texts(String key) {
        return node(key).map(value -> textsOf(value, key)).orElse(List.of());
    }

    /** Returns a list's items, of which each is a text or a mapping. */
    public <T> List<T> items(String key, Function<String, T> ofText, Function<YamlMap, T> ofMap) {
        return node(key).map(value -> nodesOf(value, key)).orElse(List.of()).stream()
                .map(item -> item instanceof MappingNode
                        ? ofMap.apply(new YamlMap(item, yaml, "an item of '" + key + "'"))
                        : ofText.apply(textOf(item, key)))
                .toList();
    }

    public Optional<YamlMap> map(String key) {
        return node(key).map(value -> new YamlMap(value, yaml, "'" + key + "'"));
    }

    public boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    /** Returns a complaint about the value of a key, or about all of it. */
    public InvalidException wrong(String key, String why) {
        return wrong(values.getOrDefault(key, node), why);
    }

    /** What is written without a value counts as not written. */
    private Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.getTag().equals(Tag.NULL));
    }

    private void add(NodeTuple tuple) {
        String key = textOf(tuple.getKeyNode(), "a name");
        if (values.put(key, tuple.getValueNode()) != null) {
            throw wrong(tuple.getKeyNode(), "'" + key + "' is there twice");
        }
    }

    private String textOf(Node value, String what) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(value, "'" + what + "' is one text: put it in quotes if it has to begin with [ or {");
    }

    private boolean flagOf(Node value, String what) {
        return switch (textOf(value, what).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong(value, "'" + what + "' is true or false");
        };
    }

    private List<String> textsOf(Node value, String what) {
        return nodesOf(value, what).stream().map(item -> textOf(item, what)).toList();
    }

    private List<Node> nodesOf(Node value, String what) {
        if (!(value instanceof SequenceNode list)) {
            throw wrong(value, "'" + what + "' is a list: [a, b], or lines that begin with '- '");
        }
        if (list.getValue().size() > MOST_ITEMS) {
            throw wrong(value, "'" + what + "' has more than " + MOST_ITEMS + " items");
        }
        return list.getValue();
    }

    private InvalidException wrong(Node where, String why) {
        return yaml.wrong(where, why);
    }
}
