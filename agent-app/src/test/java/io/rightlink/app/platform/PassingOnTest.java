package io.rightlink.app.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import io.rightlink.app.rll.RllClient;
import io.rightlink.app.rll.RllClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through, in both directions, and what doesn't. */
@Timeout(60)
class PassingOnTest {

    private static final String BIG = "0123456789abcdef".repeat(64 * 1024);

    @TempDir
    static Path home;

    static StubPlatform platform;
    static RunningAgent agent;

    @BeforeAll
    static void start() throws Exception {
        platform = new StubPlatform();
        agent = new RunningAgent(home, "--rightlink.platform.url=" + platform.url());
        new IdentityFile(home).write("me");
    }

    @AfterAll
    static void stop() {
        agent.close();
        platform.close();
    }

    @BeforeEach
    void begin() {
        platform.begin();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 200",
        "HEAD, 200",
        "POST, 201",
        "PUT, 204",
        "PATCH, 200",
        "DELETE, 204",
        "OPTIONS, 200",
        "GET, 206",
        "GET, 304",
        "GET, 400",
        "GET, 403",
        "GET, 404",
        "POST, 422",
        "PUT, 500",
        "GET, 502",
        "GET, 503",
        "GET, 599"
    })
    void everyMethodAndStatusGoesThrough(String method, int status) throws Exception {
        platform.answers(aResponse().withStatus(status).withHeader("X-Answer", "yes"));

        Answer answer = RllClient.ask(agent, method, "/api/servers/1?view=full");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(headers(answer)).contains("x-answer: yes").doesNotContain("retry-after", "allow:");
        assertThat(answer.body()).isEmpty();
        assertThat(platform.call().getMethod().value()).isEqualTo(method);
        assertThat(platform.call().getUrl()).isEqualTo("/api/servers/1?view=full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/tags/multi_add?resource_hrefs[]=/api/x&resource_hrefs[]=/api/y&tags[]=a:b=c",
                "/api/x?filter[]=name%3D%3Da%26b&a=+%20&&=&c",
                "/api/a%20b/%C3%A4?%C3%A4=%C3%A4"
            })
    void theTargetGoesThroughAsItWasWritten(String target) throws Exception {
        assertThat(RllClient.ask(agent, "POST", target).status()).isEqualTo(200);
        assertThat(platform.call().getUrl()).isEqualTo(target);
    }

    @Test
    void theCallersHeadersGoThroughButForThoseOfTheWayHere() throws Exception {
        String answer = asked("""
                POST /api/x HTTP/1.1
                Host: localhost
                X-RLL-Secret: SECRET
                Connection: close, X-Hop
                x-hop: no
                Keep-Alive: no
                Proxy-Authorization: no
                Proxy-Connection: no
                TE: trailers
                Trailer: X-No
                Cookie: a=no
                Forwarded: for=no
                X-Forwarded-For: no
                x-forwarded-PROTO: no
                X-Real-IP: no
                Via: 1.1 no
                Content-Type: application/json
                Accept: text/uri-list;q=0.5
                Accept: application/json
                Accept-Encoding: gzip
                X-API-Version: 1.6
                If-None-Match: "a", W/"b"
                User-Agent: rsc/6.0
                X-Mine: yes
                Content-Length: 2

                {}""");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        LoggedRequest call = platform.call();
        assertThat(call.getHeaders().all())
                .extracting(header -> header.key().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "authorization",
                        "host",
                        "connection",
                        "content-type",
                        "content-length",
                        "accept",
                        "accept-encoding",
                        "x-api-version",
                        "if-none-match",
                        "user-agent",
                        "x-mine");
        assertThat(call.getHeaders().all())
                .flatExtracting(HttpHeader::values)
                .doesNotContain("no", agent.secret())
                .contains("text/uri-list;q=0.5", "application/json", "\"a\", W/\"b\"", "rsc/6.0", "1.6");
        assertThat(call.header("Authorization").values()).containsExactly("Bearer " + StubPlatform.TOKEN);
        assertThat(call.header("Host").firstValue())
                .isEqualTo("127.0.0.1:" + platform.server().port());
        assertThat(call.header("Connection").firstValue()).isEqualTo("keep-alive");
        assertThat(call.getBodyAsString()).isEqualTo("{}");
    }

    @Test
    void theCallersOwnBearerIsForTheAgentAlone() throws Exception {
        String answer = asked("""
                GET /api/x HTTP/1.1
                Host: localhost
                authorization: Bearer SECRET
                Origin: http://localhost
                Connection: close

                """);

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(platform.call().header("Authorization").values()).containsExactly("Bearer " + StubPlatform.TOKEN);
        assertThat(platform.call().containsHeader("Origin")).isFalse();
    }

    @Test
    void saysWhichVersionAndWhoAsksIfTheCallerDoesNot() throws Exception {
        String answer = asked("GET /api/x HTTP/1.1\nHost: localhost\nX-RLL-Secret: SECRET\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(platform.call().header("X-API-Version").values()).containsExactly("1.5");
        assertThat(platform.call().header("User-Agent").firstValue()).startsWith("RightLink/");
        assertThat(platform.call().getHeaders().all())
                .extracting(header -> header.key().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("authorization", "host", "connection", "x-api-version", "user-agent");
    }

    @Test
    void aCallerThatExpectsToBeToldToGoOnIsTold() throws Exception {
        String answer = asked("PUT /api/x HTTP/1.1\nHost: localhost\nX-RLL-Secret: SECRET\nConnection: close\n"
                + "Expect: 100-continue\nContent-Length: 4\n\nbody");

        assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 200 ");
        assertThat(platform.call().containsHeader("Expect")).isFalse();
        assertThat(platform.call().getBodyAsString()).isEqualTo("body");
    }

    @Test
    void thePlatformsHeadersGoBackButForThoseOfAConnectionAndOfAnOrigin() throws Exception {
        platform.answers(aResponse()
                .withHeader("Content-Type", "application/vnd.rightscale.server+json;type=collection;charset=utf-8")
                .withHeader("Location", "/api/servers/1")
                .withHeader("ETag", "\"a\"")
                .withHeader("Link", "<a>", "<b>")
                .withHeader("Date", "Mon, 23 Nov 2015 10:00:00 GMT")
                .withHeader("X-Request-Uuid", "1-2")
                .withHeader("Connection", "X-Hop")
                .withHeader("X-Hop", "no")
                .withHeader("Keep-Alive", "timeout=no")
                .withHeader("Set-Cookie", "a=no", "b=no")
                .withHeader("Access-Control-Allow-Origin", "*")
                .withHeader("Strict-Transport-Security", "no")
                .withBody("[]"));

        Answer answer = RllClient.ask(agent, "GET", "/api/servers");

        assertThat(headers(answer))
                .contains(
                        "content-type: application/vnd.rightscale.server+json;type=collection;charset=utf-8",
                        "location: /api/servers/1",
                        "etag: \"a\"",
                        "link: <a>",
                        "link: <b>",
                        "x-request-uuid: 1-2")
                .containsOnlyOnce("date: mon, 23 nov 2015 10:00:00 gmt")
                .containsOnlyOnce("\ndate: ")
                .doesNotContain("set-cookie", "x-hop", "keep-alive", "access-control", "strict-transport", "bearer");
        assertThat(answer.body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsTheCallersToFollow(int status) throws Exception {
        platform.answers(aResponse().withStatus(status).withHeader("Location", platform.url() + "/api/elsewhere"));

        Answer answer = RllClient.ask(agent, "GET", "/api/x");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(headers(answer)).contains("location: " + platform.url() + "/api/elsewhere");
        assertThat(platform.call().getUrl()).isEqualTo("/api/x");
    }

    @Test
    void whatIsPackedStaysPacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
            packer.write("text".getBytes(StandardCharsets.US_ASCII));
        }
        platform.answers(aResponse().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));

        String answer = asked("GET /api/x HTTP/1.1\nHost: localhost\nX-RLL-Secret: SECRET\nConnection: close\n\n");

        assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-encoding: gzip");
        assertThat(answer).contains(packed.toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aHeadHasTheLengthOfWhatIsNotSent() throws Exception {
        platform.answers(aResponse().withHeader("Content-Length", "12345"));

        Answer answer = RllClient.ask(agent, "HEAD", "/api/x");

        assertThat(headers(answer)).contains("content-length: 12345");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void aBodyGoesThroughInEveryMethodWithItsLength(String method) throws Exception {
        for (String body : List.of("{\"a\":1}", BIG)) {
            platform.begin();
            Answer answer = RllClient.send(agent, method, "/api/x", "application/json", body)
                    .answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(platform.call().getBodyAsString()).isEqualTo(body);
            assertThat(platform.call().header("Content-Length").firstValue())
                    .isEqualTo(Integer.toString(body.length()));
        }
    }

    @Test
    void aLargeAnswerComesBackWhole() throws Exception {
        platform.answers(aResponse().withBody(BIG));

        Answer answer = RllClient.ask(agent, "GET", "/api/x");

        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.body()).isEqualTo(BIG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aFormIsThePlatformsToRead(String method) throws Exception {
        String form = "tags[]=a&tags[]=&resource_hrefs[]=%2Fapi%2Fx";

        assertThat(RllClient.form(agent, method, "/api/tags/multi_add", form).status())
                .isEqualTo(200);
        assertThat(platform.call().getBodyAsString()).isEqualTo(form);
        assertThat(platform.call().header("Content-Type").firstValue()).isEqualTo("application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/../x",
                "/api/%2e%2e/x",
                "/api//x",
                "/api/x//",
                "//api/x",
                "/api/%2fx",
                "/api/%5cx",
                "/%61pi/x",
                "/x/../api/x",
                "/api/..;/x",
                "/api/%252e%252e/x",
                "/api/x%0a"
            })
    void nothingOutsideOfTheApiIsReached(String target) throws Exception {
        assertThat(RllClient.ask(agent, "GET", target).status()).isIn(400, 404);
        assertThat(RllClient.form(agent, "PUT", target, "a=b").status()).isIn(400, 404, 405);
        assertThat(platform.calls()).isEmpty();
    }

    private static String headers(Answer answer) {
        return answer.head().toLowerCase(Locale.ROOT);
    }

    /** Asks with lines as they stand, and this agent's secret for SECRET. */
    private static String asked(String request) throws IOException {
        return RawCaller.answerTo(
                agent.port(), request.replace("SECRET", agent.secret()).replace("\n", "\r\n"));
    }
}
