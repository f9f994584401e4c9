package io.rightlink.monitoring.otlp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file of headers says; no message has a value of one, because it may be a secret. */
final class OtlpHeaders {

    /** {@code Authorization: Bearer ey…}. */
    private static final Pattern LINE = Pattern.compile(
            "([A-Za-z0-9!#$%&'*+.^_`|~-]+)[ \\t]*:[ \\t]*([\\x21-\\x7e]|[\\x21-\\x7e][\\t\\x20-\\x7e]*[\\x21-\\x7e])");

    private OtlpHeaders() {}

    /**
     * Reads the headers; empty lines and those that begin with {@code #} say nothing.
     *
     * @throws IOException if it can't be read, or a line is no header
     */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Matcher header = LINE.matcher(line);
                if (!header.matches()) {
                    throw new IOException("line " + (i + 1) + " of " + file + " is not in the form of 'Name: value'");
                }
                headers.put(header.group(1), header.group(2));
            }
        }
        return headers;
    }
}
