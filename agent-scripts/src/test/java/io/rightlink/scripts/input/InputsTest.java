package io.rightlink.scripts.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {

    private static final Map<String, String> GLOBALS = Map.of("RS_UUID", "01-ABC");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text:",
                "text:text:a=b\n$(c) \u00e9",
                "env:RS_UUID",
                "cred:DB_PASSWORD",
                "key:deploy.pem",
                "array:[]",
                "array:[\"text:a,b\",\"cred:B\",\"blank\"]",
                "blank",
                "ignore"
            })
    void printsAValueAsItWasRead(String value) {
        assertThat(InputValue.parse(value).print()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "Text:x",
                "blank:",
                "ignore ",
                "text:a\0b",
                "text:\udc00",
                "env:",
                "env:a b",
                "cred:",
                "cred:../x",
                "key:a/b",
                "array:",
                "array:a",
                "array:[1]",
                "array:[null]",
                "array:{}",
                "array:[\"a\"]",
                "array:[\"array:[]\"]",
                "array:[\"ignore\"]",
                "array:[] x"
            })
    void refusesAValueThatIsNone(String value) {
        assertThatThrownBy(() -> InputValue.parse(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesAnythingWhereNothingIsDeclared() {
        assertThat(resolve(List.of(), Map.of("A", "text:1", "B", "cred:B", "C", "blank", "D", "ignore")))
                .isEqualTo(Map.of("A", "text:1", "B", "cred:B", "C", "blank"));
    }

    @Test
    void takesTheDefaultOfWhatIsNotGiven() {
        List<InputDefinition> declared = List.of(
                input("A", false, "text:preset"),
                input("B", false, "text:preset"),
                input("C", false, "text:preset"),
                input("D", false, null));

        assertThat(resolve(declared, Map.of("B", "text:given", "C", "ignore")))
                .isEqualTo(Map.of("A", "text:preset", "B", "text:given"));
    }

    @Test
    void putsGlobalsInPlaceOfTheirNames() {
        List<InputDefinition> declared =
                List.of(input("A", true, "env:RS_UUID"), input("B", false, "env:NONE"), array("C", "array:[]"));

        assertThat(resolve(declared, Map.of("C", "array:[\"env:RS_UUID\",\"env:NONE\",\"cred:X\"]")))
                .isEqualTo(Map.of("A", "text:01-ABC", "C", "array:[\"text:01-ABC\",\"cred:X\"]"));
    }

    @Test
    void namesEveryFaultAtOnce() {
        List<InputDefinition> declared = List.of(
                input("MISSING", true, null),
                input("IGNORED", true, "text:x"),
                input("UNSET", true, "env:NONE"),
                input("SINGLE", false, null),
                array("ARRAY", null),
                input("FINE", true, "blank"),
                oneOf("COLOUR", "text:red", "text:green"));
        Map<String, String> given = Map.of(
                "IGNORED",
                "ignore",
                "SINGLE",
                "array:[]",
                "ARRAY",
                "text:a",
                "COLOUR",
                "text:blue",
                "MISPELT",
                "text:x");

        assertThatThrownBy(() -> resolve(declared, given))
                .isInstanceOf(InvalidException.class)
                .hasMessageContainingAll(
                        "'MISSING' is required",
                        "'IGNORED' is required, and 'ignore'",
                        "'UNSET' is required, and 'env:NONE'",
                        "'SINGLE' is a single value",
                        "'ARRAY' is an array",
                        "'COLOUR' is 'text:blue', and may be one of [text:red, text:green]",
                        "no input 'MISPELT'")
                .hasMessageNotContaining("FINE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "single|text:red|true",
                "single|text:Red|false",
                "single|cred:RED|true",
                "single|cred:BLUE|false",
                "single|env:RS_UUID|true",
                "single|blank|false",
                "array|array:[\"text:red\",\"cred:RED\"]|true",
                "array|array:[\"text:red\",\"text:blue\"]|false",
                "array|array:[]|true"
            })
    void checksWhatIsPossible(String type, String value, boolean fits) {
        InputDefinition declared = new InputDefinition(
                "A",
                null,
                null,
                type.equals("array") ? InputDefinition.Type.ARRAY : InputDefinition.Type.SINGLE,
                false,
                false,
                null,
                Stream.of("text:red", "cred:RED", "text:01-ABC")
                        .map(InputValue::parse)
                        .toList());

        if (fits) {
            assertThat(resolve(List.of(declared), Map.of("A", value))).containsKey("A");
        } else {
            assertThatThrownBy(() -> resolve(List.of(declared), Map.of("A", value)))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContainingAll("'A'", value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A,text:,x,131069",
        "A,text:,\u20ac,43689",
        "LONGER,text:,x,131064",
        "A,'array:[\"text:a\",\"cred:X\",\"text:',x,131066"
    })
    void takesWhatAVariableHoldsAndNoMore(String name, String before, String character, int most) {
        String after = before.startsWith("array:") ? "\"]" : "";
        Map<String, String> largest = Map.of(name, before + character.repeat(most) + after);

        assertThat(resolve(List.of(), largest)).isEqualTo(largest);
        assertThatThrownBy(() ->
                        resolve(List.of(), Map.of(name, before + character.repeat(most + 1) + after, "B", "blank")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContainingAll("'" + name + "' has ", "a variable of the environment holds ", "attachment")
                .hasMessageNotContaining("'B'");
    }

    @Test
    void takesNoMoreThanTwiceThatAltogether() {
        Map<String, String> largest = Map.of("A", text(130_000), "B", text(130_000), "C", text(2_126));

        assertThat(resolve(List.of(), largest)).isEqualTo(largest);
        assertThatThrownBy(() -> resolve(List.of(), Map.of("A", text(130_000), "B", text(130_000), "C", text(2_127))))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("its inputs have 262145 bytes with their names, and may have 262144");
    }

    @Test
    void countsCredentialsAndArraysByWhatIsRecordedOfThem() {
        String array = "array:[" + "\"cred:X\",".repeat(30_000) + "\"blank\"]";

        assertThatThrownBy(() -> resolve(List.of(), Map.of("A", array)))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("its inputs have 270016 bytes");
    }

    @Test
    void refusesDefaultsAndGlobalsThatAreTooLarge() {
        List<InputDefinition> declared = List.of(input("A", false, text(131_070)));
        InputValue array = InputValue.parse("array:[" + "\"env:LARGE\",".repeat(20_000) + "\"blank\"]");

        assertThatThrownBy(() -> resolve(declared, Map.of()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'A' has 131070 bytes");
        assertThatThrownBy(() -> Inputs.resolve(List.of(), Map.of("A", array), Map.of("LARGE", "x".repeat(32 * 1024))))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'A' has 655380000 bytes");
    }

    @Test
    void tellsWhichCredentialsAreNeeded() {
        assertThat(InputValue.parse("array:[\"cred:A\",\"text:x\",\"key:B\"]").credentials())
                .map(String::valueOf)
                .containsExactly("A", "B");
        assertThat(InputValue.parse("text:cred:A").credentials()).isEmpty();
    }

    private static String text(int bytes) {
        return "text:" + "x".repeat(bytes);
    }

    private static Map<String, String> resolve(List<InputDefinition> declared, Map<String, String> given) {
        Map<String, InputValue> values = given.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> InputValue.parse(entry.getValue())));
        return Inputs.resolve(declared, values, GLOBALS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().print()));
    }

    private static InputDefinition input(String name, boolean required, @Nullable String preset) {
        return new InputDefinition(
                name,
                null,
                null,
                InputDefinition.Type.SINGLE,
                required,
                false,
                preset == null ? null : InputValue.parse(preset),
                List.of());
    }

    private static InputDefinition array(String name, @Nullable String preset) {
        return new InputDefinition(
                name,
                null,
                null,
                InputDefinition.Type.ARRAY,
                false,
                false,
                preset == null ? null : InputValue.parse(preset),
                List.of());
    }

    private static InputDefinition oneOf(String name, String... possible) {
        return new InputDefinition(
                name,
                null,
                null,
                InputDefinition.Type.SINGLE,
                true,
                false,
                null,
                Stream.of(possible).map(InputValue::parse).toList());
    }
}
