package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CredentialsTest {

    /** {@code robot:se:cret} */
    private static final String AUTH = "cm9ib3Q6c2U6Y3JldA==";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "reg:5000, reg:5000/a, reg:5000",
        "https://reg.io, reg.io/a, reg.io",
        "https://index.docker.io/v1/, nginx, https://index.docker.io/v1/",
        "https://index.docker.io/v1/, docker.io/library/nginx, https://index.docker.io/v1/"
    })
    void logsInToTheRegistryOfTheImage(String key, String image, String address) throws IOException {
        says("{\"auths\":{\"" + key + "\":{\"auth\":\"" + AUTH + "\"}},\"credsStore\":\"x\"}");
        JsonNode sent = sentFor(image);
        assertThat(sent.get("username").asString()).isEqualTo("robot");
        assertThat(sent.get("password").asString()).isEqualTo("se:cret");
        assertThat(sent.get("serveraddress").asString()).isEqualTo(address);
    }

    @Test
    void prefersATokenToAPassword() throws IOException {
        says("{\"auths\":{\"reg:5000\":{\"auth\":\"" + AUTH + "\",\"identitytoken\":\"token\"}}}");
        assertThat(sentFor("reg:5000/a").get("identitytoken").asString()).isEqualTo("token");
        assertThat(sentFor("reg:5000/a").has("password")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "null", "{\"auths\":{}}", "{\"auths\":{\"reg\":{\"auth\":\"cm9ib3Q6c2U6Y3JldA==\"}}}"})
    void tellsNobodyElseWhoItIs(String file) throws IOException {
        says(file);
        assertThat(credentials().headersFor(new ImageRef("other.io/a"))).isEmpty();
        assertThat(new Credentials(Optional.empty()).headersFor(new ImageRef("reg/a")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"se:cret", "{\"auths\":{\"reg:5000\":{\"auth\":\"se:cret\"}}}"})
    void doesNotQuoteWhatItCannotRead(String file) throws IOException {
        says(file);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> credentials().headersFor(new ImageRef("reg:5000/a")))
                .withMessageContaining("config.json: it isn't Docker's config.json")
                .withNoCause()
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("se:cret"));
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> credentials().headersFor(new ImageRef("reg:5000/a")))
                .withMessageContaining("config.json");
    }

    private JsonNode sentFor(String image) {
        Map<String, String> headers = credentials().headersFor(new ImageRef(image));
        return JsonMapper.shared()
                .readTree(new String(
                        Base64.getUrlDecoder().decode(headers.getOrDefault("X-Registry-Auth", "")),
                        StandardCharsets.UTF_8));
    }

    private Credentials credentials() {
        return new Credentials(Optional.of(directory.resolve("config.json")));
    }

    private void says(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
    }
}
