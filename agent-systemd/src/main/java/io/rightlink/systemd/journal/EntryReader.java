package io.rightlink.systemd.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a line of {@code journalctl --output=json}, one entry with all its fields:
 * {@code {"__REALTIME_TIMESTAMP":"1795361284212064","PRIORITY":"6","_PID":"66","MESSAGE":"…",…}}. Stateless; safe for any thread.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format">the journal's JSON format</a>
 */
final class EntryReader {

    private static final Set<String> WANTED = Set.of(
            "__CURSOR",
            "__REALTIME_TIMESTAMP",
            "PRIORITY",
            "_PID",
            "SYSLOG_PID",
            "SYSLOG_IDENTIFIER",
            "_COMM",
            "MESSAGE");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private EntryReader() {}

    /**
     * Reads one entry.
     *
     * @throws IllegalArgumentException if it isn't one
     */
    static JournalEvent read(byte[] line) {
        Map<String, String> fields = fields(line);
        String cursor = fields.get("__CURSOR");
        Long micros = number(fields.get("__REALTIME_TIMESTAMP"));
        if (cursor == null || micros == null) {
            throw new IllegalArgumentException("it has no time or no place");
        }
        Long priority = number(fields.get("PRIORITY"));
        JournalEntry entry = new JournalEntry(
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                priority == null || priority > 7 ? null : Integer.valueOf(priority.intValue()),
                number(first(fields, "_PID", "SYSLOG_PID")),
                first(fields, "SYSLOG_IDENTIFIER", "_COMM"),
                fields.get("MESSAGE"));
        return new JournalEvent(new Cursor(cursor), entry);
    }

    private static Map<String, String> fields(byte[] line) {
        Map<String, String> fields = HashMap.newHashMap(WANTED.size());
        try (JsonParser json = JsonMapper.shared().createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken token = json.nextToken();
                if (WANTED.contains(name)) {
                    put(fields, name, text(json, token));
                } else {
                    json.skipChildren();
                }
            }
            return fields;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void put(Map<String, String> fields, String name, Optional<String> text) {
        text.ifPresent(value -> fields.put(name, value));
    }

    /** Reads a text, {@code null} where journalctl has left out what is too long, or an array of one of two kinds. */
    private static Optional<String> text(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Optional.of(json.getString());
            case START_ARRAY -> array(json);
            case START_OBJECT -> {
                json.skipChildren();
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** Reads the bytes of what isn't UTF-8, {@code [104,105,255]}; or of a field that the entry has more than once, the first. */
    private static Optional<String> array(JsonParser json) {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return Optional.of(bytes(json, token));
        } else if (token == JsonToken.END_ARRAY) {
            return Optional.empty();
        }
        Optional<String> first = text(json, token);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
        }
        return first;
    }

    private static String bytes(JsonParser json, JsonToken first) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonToken token = first; token == JsonToken.VALUE_NUMBER_INT; token = json.nextToken()) {
            bytes.write(json.getIntValue());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static @Nullable String first(Map<String, String> fields, String name, String otherwise) {
        String value = fields.get(name);
        return value == null ? fields.get(otherwise) : value;
    }

    /** Returns a number; whoever writes an entry may put anything into some of its fields. */
    private static @Nullable Long number(@Nullable String text) {
        return text == null || !NUMBER.matcher(text).matches() ? null : Long.valueOf(text);
    }
}
