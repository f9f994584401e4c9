package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code PUTVAL "vm one/df-root/df_complex-free" interval=10.000 1795344460.900:76584124416} and {@code PUTNOTIF severity=warning
 * time=1795344460 host=vm message="Disk is full"}. Stateless but for the types; safe for any thread.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/collectd-unixsock.html">The plain text protocol</a>
 */
record PlainText(Types types, Clock clock) {

    /** What collectd takes for a sender that tells no interval. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    void read(InputStream body, Reception into) throws IOException {
        Lines lines = new Lines(body);
        boolean more = true;
        while (more) {
            try {
                into.pay(1);
                String line = lines.next();
                more = line != null;
                if (line != null) {
                    read(line, into);
                }
            } catch (Refused e) {
                into.refuse(e);
            }
        }
    }

    private void read(String line, Reception into) throws Refused {
        List<String> words = words(line);
        if (words.isEmpty() || words.getFirst().startsWith("#")) {
            return;
        }
        switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "PUTVAL" -> putValues(words, into);
            case "PUTNOTIF" -> into.take(notification(words.subList(1, words.size())));
            default -> throw malformed("neither PUTVAL nor PUTNOTIF: " + line);
        }
    }

    private void putValues(List<String> words, Reception into) throws Refused {
        Identifier id = identifier(words);
        Duration interval = INTERVAL;
        int lists = 0;
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("interval=")) {
                interval = Written.interval(word.substring("interval=".length()));
            } else if (!isOption(word)) {
                lists++;
                putOne(id, interval, word, into);
            }
        }
        if (lists == 0) {
            throw malformed("no values of " + id);
        }
    }

    /** One list that is wrong leaves the others of its line as they are. */
    private void putOne(Identifier id, Duration interval, String list, Reception into) {
        try {
            String[] parts = list.split(":", -1);
            into.pay(parts.length - 1);
            List<DataSource> sources = types.of(id.type(), parts.length - 1);
            List<Number> values = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                values.add(Written.value(sources.get(i - 1).type(), parts[i]));
            }
            into.take(new ValueList(id, Written.time(parts[0], now()), interval, sources, values));
        } catch (Refused e) {
            into.refuse(new Refused(e.reason(), id + ": " + e.getMessage()));
        } catch (IllegalArgumentException e) {
            into.refuse(malformed(id + ": " + e.getMessage()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Notification notification(List<String> options) throws Refused {
        Map<String, String> given = new HashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw malformed("not an option of PUTNOTIF: " + option);
            }
            given.put(option.substring(0, equals), option.substring(equals + 1));
        }
        try {
            return new Notification(
                    Notification.severity(given.getOrDefault("severity", "")),
                    Written.time(given.getOrDefault("time", "N"), now()),
                    given.getOrDefault("host", ""),
                    given.getOrDefault("plugin", ""),
                    given.getOrDefault("plugin_instance", ""),
                    given.getOrDefault("type", ""),
                    given.getOrDefault("type_instance", ""),
                    given.getOrDefault("message", ""));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Identifier identifier(List<String> words) throws Refused {
        try {
            return Identifier.parse(words.size() > 1 ? words.get(1) : "");
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** A list has no letters before its first colon but {@code N}; {@code meta:KEY=value} is an option, too. */
    private static boolean isOption(String word) {
        return word.startsWith("meta:") || word.indexOf('=') >= 0;
    }

    /** Splits at blanks that are not between quotes; a backslash there takes what follows as it is. */
    private static List<String> words(String line) throws Refused {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean some = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                some = true;
            } else if (quoted && c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (!quoted && (c == ' ' || c == '\t')) {
                add(some, word, words);
                some = false;
            } else {
                word.append(c);
                some = true;
            }
        }
        if (quoted) {
            throw malformed("a quote isn't closed: " + line);
        }
        add(some, word, words);
        return words;
    }

    private static void add(boolean some, StringBuilder word, List<String> words) {
        if (some) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static Refused malformed(String message) {
        return new Refused(Reason.MALFORMED, message);
    }
}
