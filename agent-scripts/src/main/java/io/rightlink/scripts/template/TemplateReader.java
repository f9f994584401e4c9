package io.rightlink.scripts.template;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.internal.YamlMap;
import io.rightlink.scripts.internal.YamlText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a ServerTemplate. A script is named by a text or, with what else there is to say, by a mapping. For one thread.
 *
 * <pre>
 * Name: MySQL on a container host
 * Inputs:
 *   MYSQL_PASSWORD: cred:MYSQL_PASSWORD
 * RightScripts:
 *   Boot:
 *   - install collectd
 *   - Name: start mysql
 *     Placement: agent
 *     Timeout: PT20M
 *   Decommission:
 *   - dump mysql
 * Alerts:
 * - Name: rs low disk space
 *   Clause: If df-root/df_complex-free.value &lt; 100000000 for 3 minutes Then escalate critical
 * </pre>
 *
 * @see <a href="https://github.com/rightscale/right_st#managing-servertemplates">Managing ServerTemplates, in right_st's README</a>
 */
final class TemplateReader {

    private static final List<String> KEYS =
            List.of("Name", "Description", "Inputs", "RightScripts", "Alerts", "MultiCloudImages");
    private static final List<String> LISTS = List.of("Boot", "Operational", "Decommission");
    private static final List<String> SCRIPT_KEYS = List.of("Name", "Revision", "Publisher", "Placement", "Timeout");
    private static final List<String> ALERT_KEYS = List.of("Name", "Description", "Clause");
    private static final Pattern INPUT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /** What right_st needs to find a script or an image in an account. */
    private static final List<String> OF_NO_MEANING = List.of("MultiCloudImages", "Revision", "Publisher");

    private final Set<String> ignored = new TreeSet<>();

    private TemplateReader() {}

    /**
     * Reads it.
     *
     * @throws InvalidException naming the line that can't be understood
     */
    static ServerTemplate read(String text) {
        return new TemplateReader().template(text);
    }

    private ServerTemplate template(String text) {
        YamlMap yaml = new YamlText(text, 1, "the ServerTemplate", "invalid-template").map();
        refuseOthers(yaml, KEYS);
        Optional<YamlMap> scripts = yaml.map("RightScripts");
        scripts.ifPresent(lists -> lists.refuseOthersThan(LISTS));
        return new ServerTemplate(
                required(yaml, "Name", "the ServerTemplate"),
                yaml.text("Description").orElse(null),
                inputs(yaml),
                list(scripts, "Boot"),
                list(scripts, "Operational"),
                list(scripts, "Decommission"),
                yaml.items("Alerts", _ -> wrongAlert(yaml), TemplateReader::alert),
                List.copyOf(ignored));
    }

    private void refuseOthers(YamlMap yaml, List<String> known) {
        yaml.refuseOthersThan(known);
        OF_NO_MEANING.stream().filter(yaml.keys()::contains).forEach(ignored::add);
    }

    private static Map<String, String> inputs(YamlMap yaml) {
        Map<String, String> inputs = new TreeMap<>();
        yaml.map("Inputs").ifPresent(all -> all.keys().forEach(name -> {
            if (!INPUT_NAME.matcher(name).matches()) {
                throw all.wrong(name, "'" + name + "' cannot be an input's name: letters, digits and _");
            }
            inputs.put(name, value(all, name));
        }));
        return inputs;
    }

    /** What is written without a value is an input that isn't set. */
    private static String value(YamlMap inputs, String name) {
        String text = inputs.text(name).orElse("ignore");
        try {
            return InputValue.parse(text).print();
        } catch (IllegalArgumentException e) {
            throw inputs.wrong(name, "the input '" + name + "' can't be read: " + e.getMessage());
        }
    }

    private List<TemplateScript> list(Optional<YamlMap> scripts, String list) {
        return scripts.map(lists -> lists.items(list, name -> new TemplateScript(name, null, null), this::script))
                .orElse(List.of());
    }

    private TemplateScript script(YamlMap yaml) {
        refuseOthers(yaml, SCRIPT_KEYS);
        return new TemplateScript(
                required(yaml, "Name", "a script"),
                yaml.text("Placement").orElse(null),
                yaml.text("Timeout").map(text -> duration(yaml, text)).orElse(null));
    }

    private static Duration duration(YamlMap yaml, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw yaml.wrong("Timeout", "'" + text + "' is no duration: PT10M is ten minutes");
        }
    }

    private static AlertRule alert(YamlMap yaml) {
        yaml.refuseOthersThan(ALERT_KEYS);
        try {
            return new AlertRule(
                    required(yaml, "Name", "an alert"),
                    yaml.text("Description").orElse(null),
                    required(yaml, "Clause", "an alert"));
        } catch (InvalidException e) {
            throw yaml.wrong("Name", String.valueOf(e.getMessage()));
        }
    }

    private static AlertRule wrongAlert(YamlMap yaml) {
        throw yaml.wrong("Alerts", "an alert has a Name and a Clause");
    }

    private static String required(YamlMap yaml, String key, String whose) {
        return yaml.text(key)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> yaml.wrong(key, whose + " has no '" + key + "'"));
    }
}
