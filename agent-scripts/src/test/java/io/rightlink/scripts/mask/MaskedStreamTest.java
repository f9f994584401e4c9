package io.rightlink.scripts.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.scripts.credential.Credential;
import io.rightlink.scripts.credential.CredentialName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedStreamTest {

    private static final long SEED = 20_261_123L;
    private static final int ROUNDS = Boolean.getBoolean("torture") ? 300_000 : 6_000;
    private static final int CHUNK_BYTES = 8 * 1024;
    private static final int LONG_OUTPUT_BYTES = 64 * 1024 * 1024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void hidesAValueUnderItsName() {
        assertThat(masked(Map.of("PASSWORD", "hunter22"), "it is hunter22.")).isEqualTo("it is <hidden PASSWORD>.");
    }

    @Test
    void hidesAValueThatComesInPieces() {
        MaskedStream stream = stream(Map.of("PASSWORD", "hunter22"));

        write(stream, "it is hun");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("it is ");
        for (char letter : "ter22".toCharArray()) {
            write(stream, String.valueOf(letter));
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("it is <hidden PASSWORD>");
    }

    @Test
    void sendsAtOnceWhatBeginsNoValue() {
        MaskedStream stream = stream(Map.of("PASSWORD", "hunter22"));

        write(stream, "a prompt: ");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a prompt: ");
    }

    @Test
    void hidesTheLongerOfTwoValues() {
        Map<String, String> values = values("SHORT", "secret", "LONG", "secret-of-all");

        assertThat(masked(values, "secret secret-of-all secret-of."))
                .isEqualTo("<hidden SHORT> <hidden LONG> <hidden SHORT>-of.");
    }

    @Test
    void hidesAllOfWhatOverlaps() {
        assertThat(masked(values("A", "abcdef", "B", "efghijk"), "-abcdefghijk-"))
                .isEqualTo("-<hidden B>-");
    }

    @Test
    void hidesTheLinesOfAKeyWhateverIsBetweenThem() {
        Map<String, String> key = Map.of("KEY", "-----BEGIN KEY-----\nMIIEpAIBAAKC\nshort\n-----END KEY-----");

        assertThat(masked(key, "key:\r\n  MIIEpAIBAAKC\r\n  short\r\n"))
                .isEqualTo("key:\r\n  <hidden KEY>\r\n  short\r\n");
        assertThat(masked(key, key.get("KEY") + "\n")).isEqualTo("<hidden KEY>\n");
    }

    @Test
    void hidesBytesOfUtf8() {
        assertThat(masked(Map.of("UMLAUT", "schl\u00fcssel"), "=schl\u00fcssel="))
                .isEqualTo("=<hidden UMLAUT>=");
    }

    @Test
    void showsWhatIsTooShortToBeHidden() {
        assertThat(Mask.of(credentials(values("EMPTY", "", "SHORT", "abc")))).isEmpty();
        assertThat(credentials(values("EMPTY", "", "SHORT", "abc"))).allMatch(Mask::shows);
        assertThat(credentials(values("LONG", "abcd"))).noneMatch(Mask::shows);
    }

    @Test
    void letsGoOfTooShortABeginningAndHidesTheRestNevertheless() {
        MaskedStream stream = stream(Map.of("PASSWORD", "hunter22"));
        write(stream, "Password (h");
        write(stream, "u");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Password (");
        assertThat(stream.isTense()).isTrue();

        stream.relax();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Password (hu");
        assertThat(stream.isTense()).isFalse();

        write(stream, "nter22) h");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Password (hu<hidden PASSWORD>) ");
    }

    @Test
    void keepsBackALongBeginningUntilItsRestComes() {
        MaskedStream stream = stream(Map.of("PASSWORD", "hunter22"));
        write(stream, "hunt");

        stream.relax();

        assertThat(stream.isTense()).isFalse();
        assertThat(out.size()).isZero();
    }

    @Test
    void hidesABeginningThatTheEndCutsOffIfItTellsOfTheValue() {
        assertThat(masked(Map.of("PASSWORD", "hunter22"), "it is hunter2")).isEqualTo("it is <hidden PASSWORD>");
        assertThat(masked(Map.of("PASSWORD", "hunter22"), "it is hun")).isEqualTo("it is hun");
    }

    @Test
    void saysTheSameAsAReplacementOfTheWholeWhateverTheChunks() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> values = randomValues(random);
            String text = randomText(random, new ArrayList<>(values.values()));
            out.reset();
            MaskedStream stream = stream(values);
            for (int at = 0; at < text.length(); ) {
                int chunk = Math.min(text.length() - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
                write(stream, text.substring(at, at + chunk));
                at += chunk;
            }
            stream.finish();

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .as("seed %d, round %d, values %s, text %s", SEED, round, values, text)
                    .isEqualTo(Naive.replace(values, text));
        }
    }

    @Test
    void saysTheSameAsAReplacementOfTheWholeInWhateverWayAShortTextIsTornApart() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS / 20; round++) {
            Map<String, String> values = randomOverlapping(random);
            String text = letters(random, 2, 5 + random.nextInt(6));
            String expected = Naive.replace(values, text);
            for (int borders = 0; borders < 1 << (text.length() - 1); borders++) {
                assertThat(maskedInChunks(values, text, borders))
                        .as("seed %d, round %d, values %s, text %s, borders %x", SEED, round, values, text, borders)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0000,0", "abab,ab", "abcabcabcabcabcabcabc,abc", "\u00e4\u00e4\u00e4\u00e4,\u00e4"})
    void holdsNoMoreThanAValueAndAChunkHoweverLongAValueOverlapsItself(String value, String repeated) {
        MaskedStream stream = stream(Map.of("FIRST", value, "OTHER", value.repeat(2)));
        byte[] unit = repeated.getBytes(StandardCharsets.UTF_8);
        byte[] chunk = new byte[CHUNK_BYTES];
        int most = chunk.length + 2 * value.getBytes(StandardCharsets.UTF_8).length;
        write(stream, "it is ");
        for (int sent = 0; sent < LONG_OUTPUT_BYTES; sent += chunk.length) {
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = unit[(sent + i) % unit.length];
            }
            stream.write(chunk, chunk.length);
            assertThat(stream.roomBytes()).isLessThanOrEqualTo(most);
        }
        write(stream, ".");

        assertThat(out.toString(StandardCharsets.UTF_8)).matches("it is <hidden OTHER>a?\\.");
    }

    @Test
    void goesOnAfterItsEnd() {
        MaskedStream stream = stream(Map.of("PASSWORD", "hunter22"));
        write(stream, "hunter2");
        stream.finish();
        write(stream, "2 hunter22 ");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("<hidden PASSWORD>2 <hidden PASSWORD> ");
    }

    /** Of few letters, so that they overlap, contain each other and begin alike. */
    private static Map<String, String> randomValues(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        int letters = 1 + random.nextInt(3);
        for (int i = random.nextInt(5); i >= 0; i--) {
            values.put("V" + i, letters(random, letters, 4 + random.nextInt(10)));
        }
        return values;
    }

    /** Short ones, that are found in short texts. */
    private static Map<String, String> randomOverlapping(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String begun = letters(random, 2, 1 + random.nextInt(3));
            values.put("V" + i, begun.repeat(4).substring(0, 4 + random.nextInt(begun.length() * 4 - 3)));
        }
        return values;
    }

    private static String randomText(Random random, List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            String value = values.get(random.nextInt(values.size()));
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> value;
                        case 1 -> value.substring(random.nextInt(value.length()));
                        case 2 -> value.substring(0, random.nextInt(value.length()));
                        default -> letters(random, 4, random.nextInt(6));
                    });
        }
        return text.toString();
    }

    private static String letters(Random random, int different, int length) {
        return IntStream.range(0, length)
                .mapToObj(_ -> String.valueOf((char) ('a' + random.nextInt(different))))
                .reduce("", String::concat);
    }

    private String masked(Map<String, String> values, String text) {
        out.reset();
        MaskedStream stream = stream(values);
        write(stream, text);
        stream.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** @param borders of which each bit says whether a chunk ends behind a letter */
    private String maskedInChunks(Map<String, String> values, String text, int borders) {
        out.reset();
        MaskedStream stream = stream(values);
        int from = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (at == text.length() || ((borders >> (at - 1)) & 1) == 1) {
                write(stream, text.substring(from, at));
                from = at;
            }
        }
        stream.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private MaskedStream stream(Map<String, String> values) {
        return Mask.of(credentials(values)).orElseThrow().stream((bytes, length) -> out.write(bytes, 0, length));
    }

    private static void write(MaskedStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, bytes.length);
    }

    private static Map<String, String> values(String... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    private static List<Credential> credentials(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> new Credential(new CredentialName(value.getKey()), value.getValue(), ""))
                .toList();
    }
}
