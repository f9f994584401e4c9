package io.rightlink.scripts.script;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputDefinition;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.internal.YamlMap;
import io.rightlink.scripts.internal.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a script's metadata: YAML, bounded, of which no object is constructed. For one thread.
 *
 * <pre>
 * RightScript Name: Run Foo Tool
 * Inputs:
 *   FOO_PARAM:
 *     Input Type: single
 *     Required: true
 *     Default: text:foo1
 *     Possible Values: ["text:foo1", "text:foo2"]
 * Attachments:
 * - foo
 * </pre>
 *
 * @see <a href="https://github.com/rightscale/right_st#managing-rightscripts">Managing RightScripts, in right_st's README</a>
 */
final class MetadataReader {

    private static final List<String> KEYS =
            List.of("RightScript Name", "Description", "Inputs", "Attachments", "Packages");
    private static final List<String> INPUT_KEYS =
            List.of("Category", "Description", "Input Type", "Required", "Advanced", "Default", "Possible Values");
    private static final Pattern INPUT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern PACKAGE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._:=~-]{0,127}");

    private final MetadataBlock block;

    MetadataReader(MetadataBlock block) {
        this.block = block;
    }

    /**
     * Reads it.
     *
     * @throws InvalidException naming the line that can't be understood
     */
    ScriptMetadata read() {
        YamlMap yaml = new YamlText(block.yaml(), block.firstLine(), "the script's metadata", "invalid-metadata").map();
        yaml.refuseOthersThan(KEYS);
        String name = yaml.text("RightScript Name")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> yaml.wrong("RightScript Name", "it has no 'RightScript Name'"));
        return new ScriptMetadata(
                name, yaml.text("Description").orElse(null), inputs(yaml), attachments(yaml), packages(yaml));
    }

    private List<InputDefinition> inputs(YamlMap yaml) {
        List<InputDefinition> inputs = new ArrayList<>();
        yaml.map("Inputs").ifPresent(all -> all.keys().forEach(name -> {
            if (!INPUT_NAME.matcher(name).matches()) {
                throw all.wrong(name, "'" + name + "' cannot be an input's name: letters, digits and _");
            }
            inputs.add(input(
                    name,
                    all.map(name).orElseThrow(() -> all.wrong(name, "the input '" + name + "' has no description"))));
        }));
        return List.copyOf(inputs);
    }

    private static InputDefinition input(String name, YamlMap yaml) {
        yaml.refuseOthersThan(INPUT_KEYS);
        InputDefinition.Type type =
                yaml.text("Input Type").map(label -> type(label, yaml)).orElse(InputDefinition.Type.SINGLE);
        InputValue preset =
                yaml.text("Default").map(text -> value(text, "Default", yaml)).orElse(null);
        List<InputValue> possible = yaml.texts("Possible Values").stream()
                .map(text -> value(text, "Possible Values", yaml))
                .toList();
        return new InputDefinition(
                name,
                yaml.text("Category").orElse(null),
                yaml.text("Description").orElse(null),
                type,
                yaml.flag("Required"),
                yaml.flag("Advanced"),
                preset,
                possible);
    }

    private static InputDefinition.Type type(String label, YamlMap yaml) {
        return Stream.of(InputDefinition.Type.values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElseThrow(() -> yaml.wrong("Input Type", "'" + label + "' is neither single nor array"));
    }

    private static InputValue value(String text, String key, YamlMap yaml) {
        try {
            return InputValue.parse(text);
        } catch (IllegalArgumentException e) {
            throw yaml.wrong(key, "'" + text + "' cannot be a value of '" + key + "': " + e.getMessage());
        }
    }

    private static List<String> attachments(YamlMap yaml) {
        List<String> names = yaml.texts("Attachments");
        for (String name : names) {
            try {
                AttachmentName _ = new AttachmentName(name);
            } catch (InvalidException e) {
                throw yaml.wrong("Attachments", String.valueOf(e.getMessage()));
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw yaml.wrong("Attachments", "an attachment is there twice");
        }
        return names;
    }

    /** A list, or one text with blanks or commas between the names. */
    private static List<String> packages(YamlMap yaml) {
        List<String> names = yaml.isList("Packages")
                ? yaml.texts("Packages")
                : yaml.text("Packages").stream()
                        .flatMap(text -> Stream.of(text.split("[\\s,]+", -1)))
                        .filter(name -> !name.isEmpty())
                        .toList();
        names.stream().filter(name -> !PACKAGE_NAME.matcher(name).matches()).forEach(name -> {
            throw yaml.wrong("Packages", "'" + name + "' cannot be a package's name");
        });
        return names;
    }
}
