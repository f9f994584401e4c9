package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads write_http's JSON, one object at a time: {@code [{"values":[1,2],"dstypes":["derive","derive"],"dsnames":["rx","tx"],
 * "time":1795344583.112,"interval":1.000,"host":"h","plugin":"interface","plugin_instance":"lo","type":"if_octets","type_instance":""}]};
 * and its notifications, in the form of Prometheus's Alertmanager. Stateless but for the types; safe for any thread.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd.conf.html#plugin-write-http">The plugin write_http</a>
 */
final class JsonBody {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(16 * 1024)
                    .maxNameLength(1024)
                    .build())
            .build();

    /** Labels of a notification that aren't called as its plugin is. */
    private static final Set<String> FIXED = Set.of("alertname", "instance", "severity", "service", "type");

    private static final String NAME_START = "collectd_";

    private final Types types;
    private final Clock clock;

    JsonBody(Types types, Clock clock) {
        this.types = types;
        this.clock = clock;
    }

    /** Reads a body as far as it is JSON. */
    void read(InputStream body, Reception into) throws IOException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            boolean list = json.nextToken() == JsonToken.START_ARRAY;
            JsonToken next = list ? json.nextToken() : json.currentToken();
            while (next != null && next != JsonToken.END_ARRAY) {
                into.pay(1);
                readOne(json, into);
                next = json.nextToken();
            }
        } catch (JacksonIOException e) {
            if (!(e.getCause() instanceof CharConversionException)) {
                throw e.getCause();
            }
            into.refuse(malformed("not in a Unicode encoding"));
        } catch (JacksonException e) {
            into.refuse(malformed("not JSON: " + e.getOriginalMessage()));
        }
    }

    private void readOne(JsonParser json, Reception into) {
        try {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                throw malformed("not a list of objects");
            }
            JsonElement element = JsonElement.read(json);
            if (element.lists().containsKey("values")) {
                into.pay(element.list("values").size());
                into.take(values(element));
            } else if (element.objects().containsKey("labels")) {
                into.take(notification(element.object("labels"), element));
            } else {
                throw malformed("an object with neither values nor labels");
            }
        } catch (Refused e) {
            into.refuse(e);
        } catch (IllegalArgumentException e) {
            into.refuse(malformed(String.valueOf(e.getMessage())));
        }
    }

    private ValueList values(JsonElement element) throws Refused {
        Identifier id = new Identifier(
                element.text("host"),
                element.text("plugin"),
                element.text("plugin_instance"),
                element.text("type"),
                element.text("type_instance"));
        List<String> texts = element.list("values");
        try {
            List<DataSource> sources = sources(id.type(), element, texts.size());
            if (sources.size() != texts.size()) {
                throw new Refused(
                        Reason.WRONG_NUMBER_OF_VALUES,
                        "there are " + texts.size() + " values and " + sources.size() + " data sources");
            }
            List<Number> values = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                values.add(Written.value(sources.get(i).type(), texts.get(i)));
            }
            String interval = element.text("interval");
            return new ValueList(
                    id,
                    Written.time(element.text("time"), clock.instant()),
                    interval.isEmpty() ? PlainText.INTERVAL : Written.interval(interval),
                    sources,
                    values);
        } catch (Refused e) {
            throw new Refused(e.reason(), id + ": " + e.getMessage());
        }
    }

    private List<DataSource> sources(String type, JsonElement element, int values) throws Refused {
        if (!element.lists().containsKey("dstypes") || !element.lists().containsKey("dsnames")) {
            return types.of(type, values);
        }
        List<DataSourceType> kinds = new ArrayList<>();
        for (String kind : element.list("dstypes")) {
            kinds.add(kind(kind));
        }
        return types.own(type, element.list("dsnames"), kinds);
    }

    /**
     * A notification's name is {@code collectd_<plugin>_<type>}, or the one if they are the same; a label that is called as the plugin
     * has its instance, and {@code type} the type's; or the former has the type's if the plugin has none.
     */
    private Notification notification(Map<String, String> labels, JsonElement element) throws Refused {
        String name = labels.getOrDefault("alertname", "");
        String names = name.startsWith(NAME_START) ? name.substring(NAME_START.length()) : name;
        String plugin = labels.keySet().stream()
                .filter(label -> !FIXED.contains(label))
                .findFirst()
                .orElse(names.split("_", 2)[0]);
        boolean both = names.startsWith(plugin + "_");
        return new Notification(
                Notification.severity(labels.getOrDefault("severity", "")),
                time(element.text("startsAt")),
                labels.getOrDefault("instance", ""),
                plugin,
                FIXED.contains(plugin) ? "" : labels.getOrDefault(plugin, ""),
                both ? names.substring(plugin.length() + 1) : names,
                labels.getOrDefault("type", ""),
                element.object("annotations").getOrDefault("summary", ""));
    }

    private static Instant time(String text) throws Refused {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw malformed("not a time: '" + text + "'");
        }
    }

    private static Refused malformed(String message) {
        return new Refused(Reason.MALFORMED, message);
    }

    private static DataSourceType kind(String label) {
        return Arrays.stream(DataSourceType.values())
                .filter(kind -> kind.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No value is of the type '" + label + "'"));
    }
}
