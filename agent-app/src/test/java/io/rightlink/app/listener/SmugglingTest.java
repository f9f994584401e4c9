package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes of which two readers may think differently where a request ends: nothing behind them is answered. Each has a second request in
 * the place where another reader would see it. In the texts {@code ~} is CR LF, {@code S} the header with the secret.
 */
class SmugglingTest {

    private static final String SECOND = "GET /v1/jobs/second HTTP/1.1~Host: localhost~S~~";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 \\d{3}");

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5~Content-Length: 0~",
                "Content-Length: 5, 0~",
                "Content-Length: 0, 0~",
                "Content-Length: 0~content-length: 0~",
                "Content-Length: -1~",
                "Content-Length: +0~",
                "Content-Length: 0x0~",
                "Content-Length: 1e1~",
                "Content-Length: 0 0~",
                "Content-Length: ~",
                "Content-Length: 9223372036854775808~",
                "Content-Length: 18446744073709551616~",
                "Content-Length : 0~",
                "Content-Length\t: 0~",
                "Content-Length 0~",
                ": 0~",
                "X: a\rb~",
                "X: a\0b~",
                "X\0: a~",
                "X: a\u0001b~",
                "X(y): a~",
                "Host: other~",
                "Host: localhost~",
                "Transfer-Encoding : chunked~",
                "Transfer-Encoding: xchunked~",
                "Transfer-Encoding: chunked, chunked~",
                "Transfer-Encoding: chunked~Transfer-Encoding: chunked~",
                "Transfer-Encoding: chunked, identity~",
                "Transfer-Encoding: identity, chunked~",
                "Transfer-Encoding: identity~",
                "Transfer-Encoding: \u000bchunked~",
                "Transfer-Encoding: chunked\u000b~",
                "Transfer-Encoding: \"chunked\"~",
                "Transfer-Encoding: chunked;q=1~",
                "Transfer-Encoding: gzip, chunked~",
                "Transfer-Encoding: ~"
            })
    void aHeadOfTwoMeaningsIsRefusedAndTheConnectionClosed(String headers) throws Exception {
        assertRefused(answerTo("GET /v1/host HTTP/1.1~Host: localhost~S~" + headers + "~" + SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/host HTTP/1.1\rHost: localhost~~",
                "GET /v1/host HTTP/1.1 ~Host: localhost~~",
                " GET /v1/host HTTP/1.1~Host: localhost~~",
                "GET /v1/host HTTP/1.1~ Host: localhost~~",
                "GET /v1/host HTTP/0.9~~",
                "GET /v1/host HTTP/1.2~Host: localhost~~",
                "GET /v1/host HTTP/2.0~Host: localhost~~",
                "GET /v1/host http/1.1~Host: localhost~~",
                "GET /v1/host HTTP/1.1~~",
                "GET v1/host HTTP/1.1~Host: localhost~~",
                "GET ftp://localhost/v1/host HTTP/1.1~Host: localhost~~",
                "GET http:/v1/host HTTP/1.1~Host: localhost~~",
                "GET /v1/\0host HTTP/1.1~Host: localhost~~",
                "GET /v1/%00host HTTP/1.1~Host: localhost~~",
                "GET /v1/ho\u00e9st HTTP/1.1~Host: localhost~~",
                "GET /v1/<host> HTTP/1.1~Host: localhost~~",
                "GET /v1/host#x HTTP/1.1~Host: localhost~~",
                "G\0ET /v1/host HTTP/1.1~Host: localhost~~",
                "G(T /v1/host HTTP/1.1~Host: localhost~~",
                "CONNECT localhost:88 HTTP/1.1~Host: localhost~~"
            })
    void aRequestThatIsNoneIsRefusedAndTheConnectionClosed(String request) throws Exception {
        assertRefused(answerTo(request.replaceFirst("Host:", "S~Host:") + SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x~",
                "-1~",
                "0x1~a~0~~",
                "1~ab~0~~",
                "1~a0~~",
                "1\na\n0\n\n",
                "1 ~a~0~~",
                " 1~a~0~~",
                "ffffffffffffffff~a~0~~",
                "100000000~a~0~~",
                "1;a\nb~a~0~~",
                "1;a\rb~a~0~~",
                "~0~~",
                "0~X : y~~",
                "0~X: y\n~"
            })
    void chunksThatAreNoneAreRefusedAndTheConnectionClosed(String chunks) throws Exception {
        assertRefused(
                answerTo("PUT /rll/env/A HTTP/1.1~Host: localhost~S~Transfer-Encoding: chunked~~" + chunks + SECOND));
    }

    /** RFC 9112 lets a server read these (2.2, 3, 5.2), in one way only: what is behind them is the next request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/host HTTP/1.1~Host: localhost~S~X: y~ Content-Length: 5~~",
                "GET /v1/host HTTP/1.1~Host: localhost~S~X: y~\tTransfer-Encoding: chunked~~",
                "GET /v1/host HTTP/1.1\nHost: localhost~S~~",
                "GET /v1/host HTTP/1.1~Host: localhost\nS~~",
                "GET /v1/host HTTP/1.1~Host: localhost~S~\n",
                "GET  /v1/host HTTP/1.1~Host: localhost~S~~",
                "GET /v1/host  HTTP/1.1~Host: localhost~S~~",
                "GET\t/v1/host\tHTTP/1.1~Host: localhost~S~~",
                "~GET http://localhost/v1/host HTTP/1.1~Host: localhost~S~~"
            })
    void aRequestOfOneMeaningIsReadThatWay(String request) throws Exception {
        String answer = answerTo(request + SECOND.replace("S~~", "S~Connection: close~~"));

        assertThat(statuses(answer)).containsExactly("HTTP/1.1 200", "HTTP/1.1 404");
        assertThat(answer).contains("/v1/jobs/second");
    }

    /** As RFC 9112 says in 6.3: the chunks count, and the connection is closed, for another may think otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked~Content-Length: 0~",
                "Content-Length: 5~Transfer-Encoding: chunked~",
                "Transfer-Encoding: chunked~Content-Length: 99~Connection: keep-alive~"
            })
    void nothingIsAnsweredBehindChunksThatHaveALength(String headers) throws Exception {
        String answer = answerTo(
                "PUT /rll/env/A HTTP/1.1~Host: localhost~S~Content-Type: text/plain~" + headers + "~1~a~0~~" + SECOND);

        assertThat(statuses(answer)).containsExactly("HTTP/1.1 200");
    }

    @Test
    void whatIsNotOfHttp1IsNotAnswered() throws Exception {
        assertThat(answerTo("GET /v1/host~" + SECOND)).contains("urn:rightlink:problem:bad-request");
        String answer = answerTo("GET /v1/host~~" + SECOND);
        assertThat(answer).contains("urn:rightlink:problem:bad-request").doesNotContain("second");
        assertThat(statuses(answer)).as("it has no headers").isEmpty();
        assertThat(answerTo("PRI * HTTP/2.0~~SM~~" + SECOND)).isEmpty();
    }

    @Test
    void chunksAreRead() throws Exception {
        String answer = answerTo("PUT /rll/env/A HTTP/1.1~Host: localhost~S~Transfer-Encoding: Chunked~~"
                + "1;name=value~a~2~bc~0~Trailer: x~~GET /rll/env/A HTTP/1.1~Host: localhost~S~Connection: close~~");

        assertThat(statuses(answer)).containsExactly("HTTP/1.1 200", "HTTP/1.1 200");
        assertThat(answer).endsWith("abc");
    }

    @Test
    void requestsBehindOneAnotherAreEachAnswered() throws Exception {
        String one = "GET /v1/jobs/one HTTP/1.1~Host: localhost~S~~";
        String answer = answerTo(one + one + one.replace("S~~", "S~Connection: close~~") + one);

        assertThat(statuses(answer)).hasSize(3);
    }

    @Test
    void aBodyThatIsNotReadIsNotTakenForARequest() throws Exception {
        String body = "GET /v1/jobs/inner HTTP/1.1~Host: localhost~S~~";
        int length = real(body).length();
        for (String secret : new String[] {"S~", ""}) {
            String answer = answerTo("POST /v1/boot/retry HTTP/1.1~Host: localhost~" + secret + "Content-Length: "
                    + length + "~~" + body + "GET /v1/jobs/second HTTP/1.1~Host: localhost~S~Connection: close~~");
            assertThat(statuses(answer)).hasSize(2);
            assertThat(answer).contains("/v1/jobs/second").doesNotContain("/v1/jobs/inner");
        }
    }

    @Test
    void anOldClientIsAnsweredOnceAndItsChunksAreRefused() throws Exception {
        assertThat(answerTo("GET /v1/jobs/one HTTP/1.0~S~~" + SECOND))
                .containsOnlyOnce("HTTP/1.1 404")
                .doesNotContain("second");
        assertRefused(
                answerTo("GET /v1/host HTTP/1.0~S~Connection: keep-alive~Transfer-Encoding: chunked~~0~~" + SECOND));
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        assertRefused(answerTo("GET /v1/host HTTP/1.1~Host: localhost~S~X: " + "a".repeat(9_000) + "~~" + SECOND));
        assertRefused(answerTo("GET /v1/host HTTP/1.1~Host: localhost~S~" + "X: y~".repeat(101) + "~" + SECOND));
        assertRefused(answerTo("GET /v1/host?" + "a".repeat(9_000) + " HTTP/1.1~Host: localhost~S~~" + SECOND));
        assertRefused(answerTo("PUT /rll/env/A HTTP/1.1~Host: localhost~S~Transfer-Encoding: chunked~~1;"
                + "a".repeat(9_000) + "~a~0~~" + SECOND));
        assertRefused(answerTo("PUT /rll/env/A HTTP/1.1~Host: localhost~S~Transfer-Encoding: chunked~~1~a~0~X: "
                + "a".repeat(9_000) + "~~" + SECOND));
    }

    /** One answer, a problem, and then the end of the connection, which is what {@link RawCaller} waits for. */
    private static void assertRefused(String answer) {
        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (400|413|431|501|505) .*")
                .contains("application/problem+json")
                .contains("urn:rightlink:problem:")
                .doesNotContain("second");
        assertThat(statuses(answer)).as(answer).hasSize(1);
    }

    private static List<String> statuses(String answer) {
        return STATUS.matcher(answer).results().map(MatchResult::group).toList();
    }

    private static String answerTo(String text) throws IOException {
        return RawCaller.answerTo(agent.port(), real(text));
    }

    private static String real(String text) {
        try {
            return text.replace("S~", "X-RLL-Secret: " + agent.secret() + "~").replace("~", "\r\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
