package io.rightlink.app.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Makes wrong bodies of right ones. For one thread. */
final class Mutations {

    private static final Pattern JSON_VALUE =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"(?!\\s*:)|true|false|null|\\d+|\\{\\}");
    private static final Pattern YAML_VALUE = Pattern.compile("(?<=[:\\-] )[^\\n]+");

    private static final String NAMES = "abcdefghi";

    private static final List<String> YAML = List.of(
            "*a",
            "&a",
            "&a [*a]",
            "&a {b: *a}",
            "<<: *a",
            "{<<: [*a, *a]}",
            "!!binary \"//\"",
            "!!x.Y [a]",
            "!<tag:x> a",
            "!!int a",
            "!!set {a, b}",
            "!!timestamp 2026-13-45",
            "\"\\U00110000\"",
            "\"\\UFFFFFFFF\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\\U0001F4A9\"",
            "\"unfinished",
            "'unfinished",
            "[a, b",
            "{a: b",
            "{a, ? b}",
            "? [a]",
            "|9",
            ">-\n",
            "|\n\ttab",
            "\tTab: a",
            "a: b: c",
            "%YAML 9.9",
            "--- a",
            "...\n---\nb: 1",
            "[".repeat(5_000),
            "- ".repeat(5_000),
            "{a: ".repeat(2_000),
            "9".repeat(5_000),
            "0x" + "f".repeat(3_000),
            "0b" + "1".repeat(5_000),
            "1:2:3:4:5",
            ".inf",
            "-.INF",
            ".nan",
            "~",
            "null",
            "0o7",
            "2026-01-01",
            "1e9999999",
            "@x",
            "`x",
            "#",
            "a".repeat(100_000),
            "\u00ff",
            "\u00ed\u00a0\u0080",
            "\u0000",
            "\u0007",
            Nasty.utf8("\u0085\u2028\ufeff"),
            "text:",
            "array:[",
            "env:",
            "key:a:b:c",
            "cred:../escaped");

    private final Dice dice;
    private final List<UnaryOperator<String>> any = List.of(
            this::cut,
            this::flipped,
            this::spliced,
            this::doubled,
            text -> "",
            text -> " \r\n\t ",
            text -> text + text,
            text -> text + "}",
            text -> "\u00ef\u00bb\u00bf" + text,
            text -> in("UTF-16", text),
            text -> in("UTF-16LE", text),
            text -> in("UTF-32BE", text),
            Mutations::gzipped,
            text -> text + "\u00ff\u00fe\u00c0\u00af",
            text -> text.replace("\n", "\r"),
            text -> text.replace("\n", "\0"),
            text -> text + "x".repeat(100_000),
            text -> text.replace('"', '\''));
    private final List<UnaryOperator<String>> json = List.of(
            this::revaluedJson,
            this::revaluedJson,
            this::revaluedJson,
            this::doubledKey,
            text -> text.replaceFirst("\\{", "{\"moon\":1,"),
            text -> "[".repeat(100_000),
            text -> "{\"a\":".repeat(50_000),
            text -> "[".repeat(2_000) + "]".repeat(2_000),
            text -> "[" + text + "]",
            text -> "\"" + text.replace("\"", "\\\"") + "\"",
            text -> text.replaceFirst("\"[a-z]+\":", ""),
            text -> text.replaceFirst("\\{", "{\"" + "k".repeat(60_000) + "\":1,"),
            text -> text + text,
            this::otherJson);
    private final List<UnaryOperator<String>> yaml = List.of(
            this::revaluedYaml,
            this::revaluedYaml,
            this::revaluedYaml,
            this::revaluedYaml,
            text -> bomb(),
            text -> "a: &a [*a, *b]\nb: &b {*a : *b}",
            this::otherYaml,
            text -> text.replaceFirst("\n", "\n\t"),
            text -> text.replaceFirst("(?m)^(.*: .*)$", "$1\n$1"),
            text -> text.replace(": ", ":"),
            text -> text.replaceFirst("(?m)^(\\W*)---$", "$1--- ---"),
            text -> text.replaceFirst("(?m)^\\W*\\.\\.\\.$", ""),
            text -> text.replaceFirst("(\\w+ ?\\w+):", "$1: &a\n  <<: *a"),
            text -> text.replaceFirst("\\[[^]]*]", "{a: 1}"));

    Mutations(Dice dice) {
        this.dice = dice;
    }

    /** Returns a wrong one, or by chance a right one. */
    Bodies.Body of(Bodies.Body body) {
        String text = body.text();
        for (int times = 1 + dice.below(2); times > 0; times--) {
            text = dice.chance(35)
                    ? dice.one(any).apply(text)
                    : dice.one(likeThese(text)).apply(text);
        }
        return new Bodies.Body(body.type(), text);
    }

    /** Returns a text with something in it, or at its end, that doesn't belong there. */
    String spliced(String text) {
        int at = dice.below(text.length() + 1);
        return text.substring(0, at) + dice.one(Nasty.ENCODED) + text.substring(at);
    }

    private List<UnaryOperator<String>> likeThese(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            return json;
        }
        return text.contains("Name:") || text.contains("---") ? yaml : any;
    }

    private String cut(String text) {
        return text.substring(0, dice.below(text.length() + 1));
    }

    private String flipped(String text) {
        StringBuilder flipped = new StringBuilder(text);
        for (int times = dice.below(3); times >= 0 && !text.isEmpty(); times--) {
            int at = dice.below(text.length());
            flipped.setCharAt(at, (char) (flipped.charAt(at) ^ 1 << dice.below(8)));
        }
        return flipped.toString();
    }

    private String doubled(String text) {
        int from = dice.below(text.length() + 1);
        int to = from + dice.below(text.length() - from + 1);
        return text.substring(0, to) + text.substring(from);
    }

    private String revaluedJson(String text) {
        return revalued(text, JSON_VALUE, Nasty.JSON);
    }

    private String revaluedYaml(String text) {
        return revalued(text, YAML_VALUE, YAML);
    }

    private String otherJson(String text) {
        return dice.one(Nasty.JSON);
    }

    private String otherYaml(String text) {
        return dice.one(YAML);
    }

    private String revalued(String text, Pattern values, List<String> by) {
        List<MatchResult> found = values.matcher(text).results().toList();
        if (found.isEmpty()) {
            return dice.one(by);
        }
        MatchResult value = dice.one(found);
        return text.substring(0, value.start()) + dice.one(by) + text.substring(value.end());
    }

    private String doubledKey(String text) {
        return text.replaceFirst(
                "\\{(\"\\w+\":)",
                "{$1" + dice.one(List.of("1", "null", "\"a\"", "{}")).replace("$", "") + ",$1");
    }

    /** Billions of nothing. */
    private static String bomb() {
        StringBuilder text = new StringBuilder("Name: x\na: &a [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < NAMES.length(); i++) {
            String former = "*" + NAMES.charAt(i - 1);
            text.append(NAMES.charAt(i)).append(": &").append(NAMES.charAt(i)).append(" [");
            text.append(String.join(",", Collections.nCopies(9, former))).append("]\n");
        }
        return text.append("Description: *i\nInputs: {*i : *i}\n").toString();
    }

    private static String in(String charset, String text) {
        return new String(new String(text.getBytes(ISO_8859_1), UTF_8).getBytes(Charset.forName(charset)), ISO_8859_1);
    }

    private static String gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(ISO_8859_1);
    }
}
