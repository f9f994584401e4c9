package io.rightlink.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.Golden;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description of the API is what the handlers declare, and a description as OpenAPI wants it. */
class ApiDocumentTest {

    @TempDir
    static Path home;

    private final Judge judge = new Judge();

    @Test
    void isWhatTheHandlersDeclare() throws Exception {
        Golden.assertMatches(Examples.DOCUMENT, ApiDocument.of(home));
    }

    @Test
    void namesEachEndpointWithItsRoleAndNoOther() throws Exception {
        List<String> table = Files.readAllLines(Path.of("../docs/api/endpoints.txt")).stream()
                .filter(line -> line.contains(" /v1/"))
                .map(line -> line.replace("{*", "{").replaceAll(" +", " "))
                .toList();

        assertThat(new Examples().operations())
                .map(one ->
                        one + " " + one.operation().path("x-role").asString().toUpperCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(table);
    }

    @Test
    void isReadWithoutAComplaint() throws Exception {
        SwaggerParseResult read = new OpenAPIV3Parser().readContents(Files.readString(Examples.DOCUMENT));

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(30);
    }

    @Test
    void hasSchemasThatAreSuchAndReferToWhatIsThere() throws Exception {
        JsonNode document = new Examples().document();

        document.at("/components/schemas").properties().forEach(schema -> assertThat(judge.errorsOf(schema.getValue()))
                .as(schema.getKey())
                .isEmpty());
        assertThat(document.findValuesAsString("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isObject())
                .as(reference)
                .isTrue());
    }

    @Test
    void saysOfEachOperationAndParameterWhatItIs() throws Exception {
        Examples examples = new Examples();
        for (Examples.Example one : examples.operations()) {
            assertThat(one.operation().path("summary").asString()).as("%s", one).isNotEmpty();
            for (JsonNode parameter : one.operation().path("parameters")) {
                JsonNode schema = examples.resolved(parameter.path("schema"));
                assertThat(parameter.has("description") || schema.has("description"))
                        .as("%s: %s is described", one, parameter.path("name").asString())
                        .isTrue();
            }
        }
    }

    @Test
    void hasExamplesThatAreWhatItsSchemasSay() throws Exception {
        Examples examples = new Examples();
        for (Examples.Example one : examples.operations()) {
            for (JsonNode response : one.operation().path("responses")) {
                examples.contentOf(response).forEach((type, content) -> check(examples, one, content));
            }
            one.operation().path("requestBody").path("content").forEach(content -> check(examples, one, content));
        }
    }

    private void check(Examples examples, Examples.Example one, JsonNode content) {
        if (content.has("example")) {
            assertThat(judge.errors(examples.schemaOf(content, true), content.path("example")))
                    .as("the example of %s: %s", one, content.path("example"))
                    .isEmpty();
        }
    }
}
