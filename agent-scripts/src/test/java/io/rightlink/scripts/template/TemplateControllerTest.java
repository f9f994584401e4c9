package io.rightlink.scripts.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.scripts.internal.Utf8;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
class TemplateControllerTest {

    private static final String YAML = "Name: Café ☕\nInputs: {PASSWORD: cred:DB}\n";

    @Autowired
    MockMvcTester api;

    @Autowired
    MemoryTemplates templates;

    @BeforeEach
    void begin() {
        templates.text = Optional.of(YAML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/*", "application/json", "text/html, */*;q=0.8"})
    void showsItAsJsonUnlessYamlIsAskedFor(String accept) {
        MvcTestResult answer = get(accept);

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().extractingPath("$.name").asString().isEqualTo("Café ☕");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/yaml", "text/*"})
    void showsItAsItWasWritten(String accept) {
        assertThat(get(accept).getResponse().getContentAsByteArray())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(YAML);
    }

    @Test
    void hasNoOtherForm() {
        assertThat(get("application/xml")).hasStatus(406);
    }

    @Test
    void saysThatThereIsNone() {
        templates.text = Optional.empty();

        assertProblem(get(""), 404, "no-template");
        assertProblem(get("text/yaml"), 404, "no-template");
        assertProblem(api.delete().uri("/v1/template").exchange(), 404, "no-template");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/yaml", "text/plain", "text/plain;charset=ISO-8859-1"})
    void takesYaml(String type) {
        MvcTestResult answer = put(type, "\uFEFFName: ü\r\nDescription: two\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().extractingPath("$.name").asString().isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/octet-stream", "nonsense", "application/x-www-form-urlencoded"})
    void takesNothingElse(String type) {
        assertThat(put(type, "Name: x\n".getBytes(StandardCharsets.UTF_8))).hasStatus(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "---\n",
                "--- \n...\n",
                "[]",
                "x",
                "null",
                "Name: a\nName: b\n",
                "Name: [a]\n",
                "Name: {a: b}\n",
                "Name: ~\n",
                "Name: ''\n",
                "? [a]\n: b\n",
                "? {a: b}\n: b\n",
                ": b\n",
                "Name: a\n---\nName: b\n",
                "Name: &a [*a]\n",
                "Name: &a x\nDescription: *b\n",
                "&a Name: *a\n<<: {Description: x}\n",
                "Name: x\n<<: *a\n",
                "Name: x\nInputs: &i {A: text:x}\nRightScripts: *i\n",
                "Name: x\nInputs: {<<: {A: text:b}}\n",
                "Name: x\nInputs: {A: b}\n",
                "Name: x\nInputs: {A: 'array:[1'}\n",
                "Name: x\nInputs: {A: 'array:[null]'}\n",
                "Name: x\nInputs: {A: 'array:{}'}\n",
                "Name: x\nInputs: {A: \"text:\\0\"}\n",
                "Name: x\nInputs: {A: \"text:\\uD800\"}\n",
                "Name: x\nInputs: []\n",
                "Name: x\nRightScripts: []\n",
                "Name: x\nRightScripts: {Boot: x}\n",
                "Name: x\nRightScripts: {Boot: [[x]]}\n",
                "Name: x\nRightScripts: {Boot: [{Name: x, Timeout: soon}]}\n",
                "Name: x\nRightScripts: {Boot: [{Name: x, Timeout: P99999999999999999999D}]}\n",
                "Name: x\nRightScripts: {Boot: [{Timeout: PT1M}]}\n",
                "Name: x\nAlerts: [x]\n",
                "Name: x\nAlerts: [{Name: x}]\n",
                "Name: x\nAlerts: [{Name: \"a\\nb\", Clause: x}]\n",
                "%YAML 99999999999999999999.1\n---\nName: x\n",
                "%YAML 3.0\n---\nName: x\n",
                "%TAG ! tag:%GG\n---\nName: x\n",
                "%TAG ! !\n%TAG ! !\n---\nName: x\n",
                "Name: !<%FF> x\nFoo: y\n",
                "Name: !a!b x\n",
                "Name: \"\\U00110000\"\n",
                "Name: \"\\UFFFFFFFF\"\n",
                "Name: \"\\xZZ\"\n",
                "Name: \"\u0000\"\n",
                "Name: \u0007\n",
                "Name: \"open\n",
                "Name:\t\tx\n\t- y\n",
                "Name: |99\n  x\n",
                "Name: |0\n  x\n",
                "@",
                "`",
                "*",
                "&",
                "!",
                "|",
                ">",
                "%",
                "'",
                "\"",
                "{",
                "}",
                "[",
                "]",
                ",",
                "?",
                "-",
            })
    void refusesWhatIsNoTemplate(String yaml) {
        assertProblem(put("text/yaml", yaml.getBytes(StandardCharsets.UTF_8)), 400, "invalid-template");
    }

    @Test
    void refusesAnEmptyBody() {
        assertProblem(put("text/yaml", new byte[0]), 400, "invalid-body");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertProblem(put("text/yaml", "Name: é\n".getBytes(StandardCharsets.ISO_8859_1)), 400, "invalid-template");
        assertProblem(put("text/yaml", "Name: x\n".getBytes(StandardCharsets.UTF_16)), 400, "invalid-template");
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertProblem(
                put("text/yaml", ("Name: " + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8)),
                400,
                "invalid-template");
        assertProblem(
                put("text/yaml", ("Name: " + "[".repeat(50_000)).getBytes(StandardCharsets.UTF_8)),
                400,
                "invalid-template");
        assertProblem(put("text/yaml", "? ".repeat(30_000).getBytes(StandardCharsets.UTF_8)), 400, "invalid-template");
        assertProblem(put("text/yaml", "- ".repeat(30_000).getBytes(StandardCharsets.UTF_8)), 400, "invalid-template");
    }

    private MvcTestResult get(String accept) {
        return accept.isEmpty()
                ? api.get().uri("/v1/template").exchange()
                : api.get().uri("/v1/template").header("Accept", accept).exchange();
    }

    private MvcTestResult put(String type, byte[] body) {
        return api.put()
                .uri("/v1/template")
                .header("Content-Type", type)
                .content(body)
                .exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status);
        assertThat(answer).bodyJson().extractingPath("$.type").asString().endsWith(type);
    }

    /** The template in memory. */
    static final class MemoryTemplates implements Templates {

        Optional<String> text = Optional.empty();

        @Override
        public Optional<ServerTemplate> find() {
            return text.map(TemplateReader::read);
        }

        @Override
        public String text() {
            return text.orElseThrow(() -> new NotFoundException("no-template", "none"));
        }

        @Override
        public ServerTemplate put(byte[] yaml) {
            try {
                return TemplateReader.read(Utf8.decode(yaml));
            } catch (CharacterCodingException e) {
                throw new InvalidException("invalid-template", "no UTF-8");
            }
        }

        @Override
        public void remove() {
            String _ = text();
            text = Optional.empty();
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        MemoryTemplates templates() {
            return new MemoryTemplates();
        }

        @Bean
        TemplateController templateController(Templates templates) {
            return new TemplateController(templates);
        }
    }
}
