package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens over HTTP, what is told to who hasn't any, and who one is taken for. */
class TokensTest {

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void areShownOnceAndOpenInEitherHeaderUntilTheyAreDeleted() throws Exception {
        HttpResponse<String> answer =
                agent.send("POST", "/v1/tokens", "{\"name\": \"ci\", \"role\": \"read\", \"expiresIn\": \"P30D\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode token = JsonMapper.shared().readTree(answer.body());
        String value = token.path("value").asString();
        assertThat(value).matches("rlt_[A-Za-z0-9]{12}_[A-Za-z0-9]{32}");
        assertThat(token.propertyNames()).containsExactly("name", "role", "createdAt", "expiresAt", "value");
        assertThat(Duration.between(instant(token, "createdAt"), instant(token, "expiresAt")))
                .isEqualTo(Duration.ofDays(30));

        assertThat(agent.statusWithout("GET", "/v1/host", "X-RLL-Secret", value))
                .isEqualTo(200);
        assertThat(agent.statusWithout("GET", "/v1/host", "authorization", "bearer " + value))
                .isEqualTo(200);
        JsonNode listed = agent.get("/v1/tokens").path("items").path(0);
        assertThat(listed.propertyNames()).containsExactly("name", "role", "createdAt", "expiresAt", "lastUsedAt");
        assertThat(listed.path("role").asString()).isEqualTo("read");

        assertThat(agent.send("DELETE", "/v1/tokens/ci", "").statusCode()).isEqualTo(204);
        assertThat(agent.statusWithout("GET", "/v1/host", "X-RLL-Secret", value))
                .isEqualTo(401);
        assertThat(agent.send("DELETE", "/v1/tokens/ci", "").statusCode()).isEqualTo(404);
    }

    @Test
    void haveNamesOfTheirOwn() throws Exception {
        assertThat(issue("ci", "read").statusCode()).isEqualTo(201);
        assertThat(issue("ci", "admin").statusCode()).isEqualTo(409);
        assertThat(issue("ci", "admin").body()).contains("urn:rightlink:problem:token-exists");
    }

    @Test
    void areAskedForWithANameARoleAndATime() throws Exception {
        for (String body : List.of(
                "{}",
                "{\"name\": \"ci\"}",
                "{\"role\": \"read\"}",
                "{\"name\": \"ci\", \"role\": \"open\"}",
                "{\"name\": \"ci\", \"role\": \"root\"}",
                "{\"name\": \"ci\", \"role\": \"READ\"}",
                "{\"name\": \"ci\", \"role\": 3}",
                "{\"name\": \"a/b\", \"role\": \"read\"}",
                "{\"name\": \"\", \"role\": \"read\"}",
                "{\"name\": 7, \"role\": \"read\"}",
                "{\"name\": \"ci\", \"role\": \"read\", \"expiresIn\": \"P367D\"}",
                "{\"name\": \"ci\", \"role\": \"read\", \"expiresIn\": \"PT0S\"}",
                "{\"name\": \"ci\", \"role\": \"read\", \"expiresIn\": \"soon\"}",
                "{\"name\": \"ci\", \"role\": \"read\", \"value\": \"rlt_mine\"}")) {
            HttpResponse<String> answer = agent.send("POST", "/v1/tokens", body);
            assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(400);
        }
        assertThat(agent.get("/v1/tokens").path("items")).isEmpty();
    }

    @Test
    void areSaidToHaveExpiredToTheirBearersAlone() throws Exception {
        String value = JsonMapper.shared()
                .readTree(agent.send(
                                "POST",
                                "/v1/tokens",
                                "{\"name\": \"old\", \"role\": \"read\", \"expiresIn\": \"PT0.000001S\"}")
                        .body())
                .path("value")
                .asString();

        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer = agent.sendWithout("GET", "/v1/host", "X-RLL-Secret", value);
            assertThat(answer.statusCode()).as("not a guess").isEqualTo(401);
            assertThat(answer.body()).contains("'old' expired at ");
        }
        String guess = value.substring(0, 17) + "0".repeat(32);
        assertThat(agent.sendWithout("GET", "/v1/host", "X-RLL-Secret", guess).body())
                .doesNotContain("old")
                .contains("neither the secret");
    }

    @Test
    void areNotGuessedAtWithoutWaitingAndARightOneNeverWaits() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(agent.statusWithout("GET", "/v1/host", "X-RLL-Secret", "wrong"))
                    .isEqualTo(401);
        }
        HttpResponse<String> sixth = agent.sendWithout("GET", "/v1/host", "X-RLL-Secret", "wrong");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 10);
        assertThat(sixth.body())
                .contains("urn:rightlink:problem:too-many-attempts")
                .doesNotContain("wrong\"");
        assertThat(agent.statusWithout("GET", "/v1/whoami", "X-RLL-Secret", "wrong"))
                .isEqualTo(429);

        assertThat(agent.statusWithout("GET", "/v1/host", "X-RLL-Secret", agent.secret()))
                .isEqualTo(200);
        assertThat(agent.statusWithout("GET", "/v1/host"))
                .as("who presents nothing")
                .isEqualTo(401);
        assertThat(agent.statusWithout("GET", "/actuator/health/liveness", "X-RLL-Secret", "wrong"))
                .isEqualTo(200);
    }

    @Test
    void makeTheirBearersKnown() throws Exception {
        String value = JsonMapper.shared()
                .readTree(issue("ci", "operate").body())
                .path("value")
                .asString();

        JsonNode bearer = whoami("X-RLL-Secret", value);
        assertThat(bearer.path("kind").asString()).isEqualTo("token");
        assertThat(bearer.path("name").asString()).isEqualTo("ci");
        assertThat(bearer.path("role").asString()).isEqualTo("operate");
        assertThat(bearer.path("reason").asString()).isEqualTo("It sent the token 'ci'");
        assertThat(bearer.path("address").asString()).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(bearer.propertyNames()).containsExactly("kind", "name", "role", "reason", "address");

        JsonNode secret = whoami("X-RLL-Secret", agent.secret());
        assertThat(secret.path("kind").asString()).isEqualTo("secret");
        assertThat(secret.path("role").asString()).isEqualTo("admin");

        JsonNode nobody = whoami();
        assertThat(nobody.path("kind").asString()).isEqualTo("nobody");
        assertThat(nobody.path("role").asString()).isEqualTo("open");
        JsonNode wrong = whoami("X-RLL-Secret", "wrong");
        assertThat(wrong.path("kind").asString()).isEqualTo("nobody");
        assertThat(wrong.path("reason").asString()).contains("neither the secret");
        assertThat(agent.statusWithout("POST", "/v1/whoami")).isEqualTo(401);
    }

    private JsonNode whoami(String... headers) throws Exception {
        HttpResponse<String> answer = agent.sendWithout("GET", "/v1/whoami", headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> issue(String name, String role) throws Exception {
        return agent.send("POST", "/v1/tokens", "{\"name\": \"" + name + "\", \"role\": \"" + role + "\"}");
    }

    private static Instant instant(JsonNode token, String field) {
        return Instant.parse(token.path(field).asString());
    }
}
