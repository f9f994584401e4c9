package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.run.RunRequest.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RunRequestTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Script SCRIPT = Script.of("#!/bin/sh\n");

    @Test
    void putsInWhatIsAbsent() {
        RunRequest request = new RunRequest(SCRIPT, null, null, null, null);

        assertThat(request).isEqualTo(new RunRequest(SCRIPT, Map.of(), "agent", "default", Duration.ofMinutes(10)));
    }

    @Test
    void isTheSameWhateverTheOrderOfItsInputs() {
        assertThat(withInputs(Map.of("A", "text:1", "B", "text:2")))
                .isEqualTo(withInputs(Map.of("B", "text:2", "A", "text:1")))
                .isNotEqualTo(withInputs(Map.of("A", "text:1")));
    }

    @Test
    void takesInputsOfEveryType() {
        Map<String, String> inputs = Map.of(
                "EMPTY",
                "text:",
                "_x1",
                "text:text:a=b\n$(c) \u00e9",
                "A",
                "array:[\"cred:B\"]",
                "C",
                "key:D",
                "E",
                "ignore");

        assertThat(withInputs(inputs).inputs()).isEqualTo(inputs);
        assertThat(withInputs(inputs).values()).containsEntry("EMPTY", new InputValue.Text(""));
    }

    @Test
    void takesTheNameOfAScriptInsteadOfASource() {
        assertThat(JSON.readValue("{\"name\": \"RL10 Foo\"}", Script.class)).isEqualTo(new Script(null, "RL10 Foo"));
        assertThatThrownBy(() -> new Script("#!/bin/sh", "RL10 Foo"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> new Script(null, "../x")).isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "echo no interpreter", " #!/bin/sh", "#!/bin/sh\necho \0", "#!/bin/sh\necho \ud800"})
    void refusesASourceThatNothingCanRun(String source) {
        assertThatThrownBy(() -> Script.of(source)).isInstanceOf(InvalidException.class);
    }

    @Test
    void refusesAMissingSource() {
        assertThatThrownBy(() -> JSON.readValue("{\"source\": null}", Script.class))
                .rootCause()
                .isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> JSON.readValue("{\"script\": null}", RunRequest.class))
                .rootCause()
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'script'");
    }

    @Test
    void boundsTheSizeOfASource() {
        String largest = "#!" + "\u00e9".repeat((1 << 19) - 1);

        assertThat(Script.of(largest).source()).isEqualTo(largest);
        assertThatThrownBy(() -> Script.of(largest + "x")).isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A=B", "A B", "\u00c4", "A\0", "A\n"})
    void refusesANameThatNoVariableHas(String name) {
        assertThatThrownBy(() -> withInputs(Map.of(name, "text:x")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "cred:", "cred:../x", "Text:x", "text:a\0b", "text:\udc00"})
    void refusesAValueThatCannotBePassed(String value) {
        assertThatThrownBy(() -> withInputs(Map.of("NAME", value)))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'NAME'");
    }

    @Test
    void refusesAValueThatIsNull() {
        String body = "{\"script\": {\"source\": \"#!/bin/sh\"}, \"inputs\": {\"NAME\": null}}";

        assertThatThrownBy(() -> JSON.readValue(body, RunRequest.class))
                .rootCause()
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'NAME'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S", "P99999D"})
    void refusesATimeoutThatIsNoneOrEndless(String timeout) {
        assertThatThrownBy(() -> new RunRequest(SCRIPT, null, null, null, Duration.parse(timeout)))
                .isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "1"})
    void refusesAThreadWithoutAName(String thread) {
        assertThatThrownBy(() -> new RunRequest(SCRIPT, null, null, thread, null))
                .isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "a\0", "a b", "-x", "\u00e9"})
    void refusesAnIdThatIsNoNameOfAFile(String id) {
        assertThatThrownBy(() -> new RunId(id)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new RunId("a".repeat(129))).isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "a..b", "2026-11-22T12.00_boot"})
    void takesAnIdThatIs(String id) {
        assertThat(new RunId(id)).hasToString(id);
    }

    private static RunRequest withInputs(Map<String, String> inputs) {
        return new RunRequest(SCRIPT, inputs, null, null, null);
    }
}
