package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * An object of write_http's JSON: its fields that are texts or numbers, those that are lists of such, and those that are objects of such.
 * What is deeper is passed over, and so is what is too much. An undefined value, {@code null}, is {@code U}, as in plain text.
 */
record JsonElement(
        Map<String, String> texts, Map<String, List<String>> lists, Map<String, Map<String, String>> objects) {

    private static final int MOST = 100;

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    Map<String, String> object(String name) {
        return objects.getOrDefault(name, Map.of());
    }

    /**
     * Reads it to its end.
     *
     * @throws Refused if it has too many fields or values; it is read to its end all the same
     */
    static JsonElement read(JsonParser json) throws Refused {
        JsonElement element = new JsonElement(new HashMap<>(), new HashMap<>(), new HashMap<>());
        int size = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            size += switch (json.nextToken()) {
                case START_ARRAY -> list(json, element.lists.computeIfAbsent(kept(name, size), _ -> new ArrayList<>()));
                case START_OBJECT ->
                    object(json, element.objects.computeIfAbsent(kept(name, size), _ -> new HashMap<>()));
                default -> text(json, kept(name, size), element.texts);
            };
        }
        if (size > MOST) {
            throw new Refused(Reason.TOO_LARGE, "an object with more than " + MOST + " fields and values");
        }
        return element;
    }

    /** Beyond what is allowed everything goes into one field, which is small. */
    private static String kept(String name, int size) {
        return size > MOST ? "" : name;
    }

    private static int list(JsonParser json, List<String> into) {
        int size = 1;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            size++;
            if (json.currentToken().isStructStart()) {
                json.skipChildren();
            } else if (into.size() < MOST) {
                into.add(scalar(json));
            }
        }
        return size;
    }

    private static int object(JsonParser json, Map<String, String> into) {
        int size = 1;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            size++;
            String name = json.currentName();
            json.nextToken();
            if (json.currentToken().isStructStart()) {
                json.skipChildren();
            } else if (into.size() < MOST) {
                text(json, name, into);
            }
        }
        return size;
    }

    private static int text(JsonParser json, String name, Map<String, String> into) {
        into.put(name, scalar(json));
        return 1;
    }

    private static String scalar(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? "U" : json.getString();
    }
}
