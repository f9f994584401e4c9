package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what types mean: collectd's own files, {@code if_octets rx:DERIVE:0:U, tx:DERIVE:0:U}, and this package's, which have the types
 * of a meaning together, {@code rx:DERIVE:0:U tx:DERIVE:0:U = if_octets if_packets}. Stateless.
 *
 * @see <a href="https://www.collectd.org/documentation/manpages/types.db.html">types.db(5)</a>
 */
final class TypesText {

    private static final Logger LOG = LoggerFactory.getLogger(TypesText.class);

    private static final Pattern BLANK = Pattern.compile("[\\s,]+");

    private TypesText() {}

    /** Returns the types of a collectd as it is delivered, and those of files in its own format, which win. What can't be read is logged. */
    static Map<String, List<DataSource>> read(Dialect dialect, List<Path> files) {
        Map<String, List<DataSource>> types = new HashMap<>();
        readOwn("types-5", types);
        if (dialect == Dialect.V4) {
            readOwn("types-4", types);
        }
        files.forEach(file -> readFile(file, types));
        return types;
    }

    private static void readOwn(String name, Map<String, List<DataSource>> types) {
        lines(name).forEach(line -> {
            String[] halves = line.split(" = ", 2);
            List<DataSource> sources = sources(halves[0]);
            Arrays.stream(halves[1].split(" ", -1)).forEach(type -> types.put(type, sources));
        });
    }

    private static List<String> lines(String name) {
        try (InputStream text = Objects.requireNonNull(TypesText.class.getResourceAsStream(name), name)) {
            return withoutComments(new String(text.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readFile(Path file, Map<String, List<DataSource>> types) {
        try {
            withoutComments(Files.readString(file).lines()).forEach(line -> readLine(file, line, types));
        } catch (IOException e) {
            LOG.error("Cannot read collectd's types of {}", file, e);
        }
    }

    private static void readLine(Path file, String line, Map<String, List<DataSource>> types) {
        String[] halves = BLANK.split(line, 2);
        try {
            types.put(halves[0], sources(halves.length == 2 ? halves[1] : ""));
        } catch (IllegalArgumentException e) {
            LOG.warn("Cannot use the line '{}' of {}: {}", line, file, e.getMessage());
        }
    }

    private static List<String> withoutComments(Stream<String> lines) {
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static List<DataSource> sources(String text) {
        return BLANK.splitAsStream(text).map(TypesText::source).toList();
    }

    private static DataSource source(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("'" + text + "' isn't of the form name:TYPE:min:max");
        }
        return new DataSource(
                parts[0],
                DataSourceType.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                bound(parts[2], Double.NEGATIVE_INFINITY),
                bound(parts[3], Double.POSITIVE_INFINITY));
    }

    private static double bound(String text, double none) {
        return text.equals("U") ? none : Double.parseDouble(text);
    }
}
