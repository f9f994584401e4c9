package io.rightlink.app.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.rightlink.app.RunningAgent;
import io.rightlink.app.rll.RllClient;
import io.rightlink.app.rll.RllClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How the agent has tokens, and that nobody else has them, or the secret; with all that its client would ever log. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class PlatformTokenTest {

    @TempDir
    static Path home;

    static StubPlatform platform;
    static RunningAgent agent;
    static IdentityFile identity;

    private final List<Answer> answers = new ArrayList<>();

    @BeforeAll
    static void start() {
        platform = new StubPlatform();
        agent = new RunningAgent(
                home,
                "--rightlink.platform.url=" + platform.url(),
                "--logging.level.org.apache.hc=debug",
                "--logging.level.io.rightlink=debug");
        identity = new IdentityFile(home);
    }

    @AfterAll
    static void stop() {
        agent.close();
        platform.close();
    }

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        platform.begin();
        identity.write(test.getDisplayName().replaceAll("\\W+", "-"));
    }

    @AfterEach
    void nobodyIsToldWhatIsSecret(CapturedOutput output) {
        assertThat(answers).asString().doesNotContain(IdentityFile.SECRET, StubPlatform.TOKEN);
        assertThat(output.toString()).doesNotContain(IdentityFile.SECRET, StubPlatform.TOKEN);
    }

    @Test
    void asksAsAClientWithItsSecretInTheBody() throws Exception {
        identity.writeText("client_id='a b&c=ä'\nclient_secret='" + IdentityFile.SECRET + "+/='\n");

        assertThat(get().status()).isEqualTo(200);

        LoggedRequest asked = platform.tokensAsked().getFirst();
        assertThat(asked.getBodyAsString())
                .isEqualTo("grant_type=client_credentials&client_id=a+b%26c%3D%C3%A4&client_secret="
                        + IdentityFile.SECRET + "%2B%2F%3D");
        assertThat(asked.header("Content-Type").firstValue()).startsWith("application/x-www-form-urlencoded");
        assertThat(asked.header("X-API-Version").values()).containsExactly("1.5");
        assertThat(asked.header("Accept").values()).containsExactly("application/json");
        assertThat(asked.containsHeader("Authorization")).isFalse();
    }

    @Test
    void fiftyCallersAtOnceHaveOneAskedFor() throws Exception {
        platform.givesTokens(jsonResponse("{\"access_token\":\"" + StubPlatform.TOKEN + "\"}", 200)
                .withFixedDelay(200));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(callers.submit(() -> RllClient.ask(agent, "GET", "/api/x")));
            }
            for (Future<Answer> one : all) {
                assertThat(one.get().status()).isEqualTo(200);
            }
        }
        assertThat(platform.tokensAsked()).hasSize(1);
        assertThat(platform.calls()).hasSize(50);
    }

    @Test
    void asksAnewWhenTheTokenExpires() throws Exception {
        platform.gives(StubPlatform.TOKEN, 1);

        assertThat(get().status()).isEqualTo(200);
        Awaitility.await().until(() -> {
            assertThat(get().status()).isEqualTo(200);
            return platform.tokensAsked().size() > 1;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":1}"})
    void asksAnewAndSendsAgainIfTheTokenIsRefused(String body) throws Exception {
        platform.gives("former-" + StubPlatform.TOKEN, 7200);
        assertThat(get().status()).isEqualTo(200);
        platform.begin();
        refuse("former-" + StubPlatform.TOKEN);

        assertThat(send(body).status()).isEqualTo(200);
        assertThat(get().status()).isEqualTo(200);
        assertThat(platform.tokensAsked()).hasSize(1);
        assertThat(platform.calls()).hasSize(3);
        assertThat(platform.calls().subList(0, 2))
                .extracting(LoggedRequest::getBodyAsString)
                .containsOnly(body);
    }

    @Test
    void passesASecondRefusalOn() throws Exception {
        platform.answers(aResponse().withStatus(401).withBody("Session cookie is expired or invalid"));

        Answer answer = send("{}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("Session cookie is expired or invalid");
        assertThat(platform.tokensAsked()).hasSize(2);
        assertThat(platform.calls()).hasSize(2);
    }

    @Test
    void saysThatABodyWhichIsTooLargeToKeepMustBeSentAgain() throws Exception {
        String large = "x".repeat(100_000);
        platform.gives("former-" + StubPlatform.TOKEN, 7200);
        refuse("former-" + StubPlatform.TOKEN);
        Answer first = send(large);
        platform.gives(StubPlatform.TOKEN, 7200);

        assertThat(first.status()).isEqualTo(503);
        assertThat(first.head()).contains("Retry-After");
        assertThat(first.body()).contains("urn:rightlink:problem:token-refused");
        assertThat(send(large).status()).isEqualTo(200);
    }

    static Stream<Arguments> refusals() {
        String echo = "{\"error\":\"" + IdentityFile.SECRET + "\",\"access_token\":\"" + StubPlatform.TOKEN + "\"}";
        return Stream.of(
                Arguments.of(jsonResponse(echo, 400), "platform-refused", "HTTP 400"),
                Arguments.of(jsonResponse(echo, 401), "platform-refused", "HTTP 401"),
                Arguments.of(
                        aResponse().withStatus(302).withHeader("Location", "/api/elsewhere"),
                        "platform-refused",
                        "HTTP 302"),
                Arguments.of(jsonResponse(echo, 500), "platform-failed", "HTTP 500"),
                Arguments.of(jsonResponse(echo.substring(1), 200), "platform-failed", "none that can be read"),
                Arguments.of(jsonResponse("[" + echo + "]", 200), "platform-failed", "none that can be read"),
                Arguments.of(jsonResponse("{\"access_token\":7}", 200), "", ""),
                Arguments.of(jsonResponse("{\"access_token\":\"\"}", 200), "platform-failed", "none"),
                Arguments.of(jsonResponse("{\"access_token\":null}", 200), "platform-failed", "none"),
                Arguments.of(
                        jsonResponse("{\"access_token\":\"" + StubPlatform.TOKEN + "\\r\\nX: y\"}", 200),
                        "platform-failed",
                        "none"),
                Arguments.of(aResponse().withStatus(204), "platform-failed", "none"),
                Arguments.of(
                        jsonResponse(echo.replace("{", "{\"a\":\"" + "x".repeat(65 * 1024) + "\","), 200),
                        "platform-failed",
                        "more than 65536 bytes"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhyThereIsNoTokenAndNothingOfTheAnswer(ResponseDefinitionBuilder refusal, String name, String words)
            throws Exception {
        platform.givesTokens(refusal);

        Answer answer = get();

        if (name.isEmpty()) {
            assertThat(answer.status()).as("a number can be sent").isEqualTo(200);
        } else {
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("urn:rightlink:problem:" + name, words, platform.url());
            assertThat(platform.calls()).isEmpty();
            platform.begin();
            assertThat(get().status()).isEqualTo(200);
        }
    }

    @Test
    void theIdentityMayComeLaterAndChangeAndGo() throws Exception {
        identity.delete();
        Answer none = get();
        assertThat(none.status()).isEqualTo(502);
        assertThat(none.body()).contains("urn:rightlink:problem:no-platform", "has no identity");

        identity.write("first");
        assertThat(get().status()).isEqualTo(200);
        assertThat(get().status()).isEqualTo(200);
        assertThat(platform.tokensAsked()).hasSize(1);

        identity.write("second");
        assertThat(get().status()).isEqualTo(200);
        assertThat(platform.tokensAsked()).hasSize(2);
        assertThat(platform.tokensAsked().getLast().getBodyAsString()).contains("client_id=second");

        identity.delete();
        assertThat(get().body()).contains("urn:rightlink:problem:no-platform");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=a                              | client_secret         | no-platform",
                "client_secret=client-s3cret              | client_id             | no-platform",
                "account=1                                | client_id, client_secret | no-platform",
                "client_secret=''                         | client_secret         | no-platform",
                "client_secret='client-s3cret             | quote                 | identity-unusable",
                "client-s3cret                            | no key=value          | identity-unusable"
            })
    void saysWhatIsMissingOrWrongInTheIdentity(String text, String words, String name) throws Exception {
        identity.writeText(text);

        Answer answer = get();

        assertThat(answer.status()).isEqualTo(name.equals("no-platform") ? 502 : 503);
        assertThat(answer.body()).contains("urn:rightlink:problem:" + name, words);
        assertThat(platform.tokensAsked()).isEmpty();
    }

    @Test
    void anIdentityThatOthersCanReadIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(identity.path(), PosixFilePermissions.fromString("rw-r--r--"));

        Answer answer = get();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:rightlink:problem:identity-unusable", "chmod 600");
        assertThat(platform.tokensAsked()).isEmpty();
    }

    @Test
    void theAuditHasWhatChangesSomethingAndNoParameter() throws Exception {
        int before = agent.get("/v1/audit").get("items").size();
        answers.add(RllClient.ask(agent, "GET", "/api/tags?a=query-s3cret"));
        answers.add(RllClient.ask(agent, "HEAD", "/api/tags"));
        answers.add(RllClient.ask(agent, "OPTIONS", "/api/tags"));
        answers.add(RllClient.ask(agent, "POST", "/api/tags/multi_add?tags[]=query-s3cret"));
        Awaitility.await().until(() -> agent.get("/v1/audit").get("items").size() >= before + 2);

        assertThat(agent.get("/v1/audit").get("items").findValuesAsString("action"))
                .endsWith("POST /api/tags/multi_add")
                .doesNotContain("GET /api/tags", "HEAD /api/tags", "OPTIONS /api/tags");
        assertThat(agent.get("/v1/audit").toString()).doesNotContain("s3cret", StubPlatform.TOKEN);
    }

    private static void refuse(String token) {
        platform.server()
                .stubFor(any(anyUrl())
                        .atPriority(2)
                        .withHeader("Authorization", equalTo("Bearer " + token))
                        .willReturn(aResponse().withStatus(401)));
    }

    private Answer get() throws Exception {
        Answer answer = RllClient.ask(agent, "GET", "/api/x");
        answers.add(answer);
        return answer;
    }

    private Answer send(String body) throws Exception {
        Answer answer = RllClient.send(agent, "POST", "/api/x", "application/json", body)
                .answer();
        answers.add(answer);
        return answer;
    }
}
