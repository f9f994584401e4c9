package io.rightlink.scripts.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;

@WebMvcTest
class ScriptControllerTest {

    private static final String SOURCE = """
            #!/usr/bin/env python3
            # ---
            # RightScript Name: Gr\u00fc\u00dfe
            # Description: Greets somebody
            # Inputs:
            #   WHO:
            #     Category: Greeting
            #     Description: whom
            #     Required: true
            #     Default: text:you
            #     Possible Values: ["text:you", "text:me"]
            #   SECRET:
            #     Default: cred:SECRET
            #     Advanced: true
            #   ALL:
            #     Input Type: array
            # Attachments: [greeting.txt, other.txt]
            # Packages: [python3]
            # ...
            """;

    @TempDir
    static Path state;

    @Autowired
    MockMvcTester api;

    @BeforeEach
    void empty() throws IOException {
        FileSystemUtils.deleteRecursively(state.resolve("scripts"));
    }

    @Test
    void showsAScriptWithItsInputsAndAttachments() throws IOException {
        assertThat(put("/hello", SOURCE, MediaType.TEXT_PLAIN)).hasStatus(201);
        assertThat(put("/hello", SOURCE, MediaType.TEXT_PLAIN)).hasStatus(200);
        assertThat(put("/hello/attachments/greeting.txt", "hi", MediaType.APPLICATION_OCTET_STREAM))
                .hasStatus(201);
        assertThat(put("/hello/attachments/greeting.txt", "ho", MediaType.APPLICATION_OCTET_STREAM))
                .hasStatus(200);
        assertThat(put("/hello/attachments/empty", "", MediaType.APPLICATION_OCTET_STREAM))
                .hasStatus(201);

        Golden.assertJson("script", undated("/v1/scripts/hello"));
        Golden.assertJson("scripts", undated("/v1/scripts"));
    }

    @Test
    void removes() {
        put("/a b", "#!/bin/sh\n", MediaType.TEXT_PLAIN);
        put("/a b/attachments/c d", "x", MediaType.APPLICATION_OCTET_STREAM);

        assertThat(api.delete().uri("/v1/scripts/{a}/attachments/{c}", "a b", "c d"))
                .hasStatus(204);
        assertThat(api.delete().uri("/v1/scripts/{a}", "a b")).hasStatus(204);
        assertProblem(api.get().uri("/v1/scripts/{a}", "a b").exchange(), 404, "script-not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /none, 404, script-not-found",
        "DELETE, /none, 404, script-not-found",
        "DELETE, /none/attachments/a, 404, script-not-found",
        "GET, /.., 400, invalid-script-name",
        "GET, /.hidden, 400, invalid-script-name",
        "DELETE, /none/attachments/.a, 400, invalid-attachment-name"
    })
    void saysWhatIsWrong(String method, String path, int status, String type) {
        assertProblem(
                api.method(HttpMethod.valueOf(method))
                        .uri("/v1/scripts/{name}" + (path.contains("/attachments") ? "/attachments/{a}" : ""), (Object
                                        [])
                                path.substring(1).replace("/attachments", "").split("/", -1))
                        .exchange(),
                status,
                type);
    }

    @Test
    void refusesWhatIsNoScript() {
        assertProblem(put("/a", "echo", MediaType.TEXT_PLAIN), 400, "invalid-script");
        assertProblem(put("/a", "#!/bin/sh\n# ---\n# a: [\n# ...\n", MediaType.TEXT_PLAIN), 400, "invalid-metadata");
        assertProblem(put("/a", SOURCE, MediaType.APPLICATION_JSON), 415, "unsupported-media-type");
        assertThat(Files.exists(state.resolve("scripts/a"))).isFalse();
    }

    private MvcTestResult put(String path, String body, MediaType type) {
        String[] parts = path.substring(1).replace("/attachments", "").split("/", -1);
        return api.put()
                .uri("/v1/scripts/{name}" + (parts.length > 1 ? "/attachments/{a}" : ""), (Object[]) parts)
                .contentType(type)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private String undated(String path) throws IOException {
        String body = api.get().uri(path).exchange().getResponse().getContentAsString();
        return body.replaceAll("\"changedAt\":\"[^\"]+\"", "\"changedAt\":\"…\"");
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + type);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        ScriptController scriptController() {
            Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
            return new ScriptController(new FileScripts(new ScriptFiles(state), clock));
        }
    }
}
