package io.rightlink.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.rll.RllClient;
import io.rightlink.app.rll.RllClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Platforms, and callers, that don't do as they should, over sockets. */
@Timeout(60)
class BrokenPlatformTest {

    private static final String LARGE = "x".repeat(100_000);

    @TempDir
    Path home;

    @Test
    void nobodyAnswers() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        try (RunningAgent agent = agent("http://127.0.0.1:" + port)) {
            assertThat(RllClient.ask(agent, "GET", "/api/x"))
                    .matches(answer -> answer.status() == 502)
                    .asString()
                    .contains("urn:rightlink:problem:platform-unreachable", "was refused", ":" + port)
                    .doesNotContain(IdentityFile.SECRET);
        }
    }

    @Test
    void nothingComesForTooLong() throws Exception {
        try (RawPlatform platform = new RawPlatform((caller, _) -> RawPlatform.readToTheEnd(caller));
                RunningAgent agent = agent(platform.url(), "--rightlink.platform.timeout=500ms")) {
            assertThat(RllClient.ask(agent, "GET", "/api/x"))
                    .matches(answer -> answer.status() == 502)
                    .asString()
                    .contains("urn:rightlink:problem:platform-unreachable", "nothing came for PT0.5S");
        }
    }

    @Test
    void bodiesAreStreamedAndMaySayMoreAndMore() throws Exception {
        CompletableFuture<String> beginning = new CompletableFuture<>();
        try (RawPlatform platform = new RawPlatform((caller, head) -> {
                    byte[] half = caller.getInputStream().readNBytes(LARGE.length() / 2);
                    beginning.complete(half.length + head);
                    RawPlatform.readUntil(caller, "0\r\n\r\n");
                    RawPlatform.say(caller, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                    String _ = RawPlatform.readUntil(caller, "never");
                });
                RunningAgent agent = agent(platform.url());
                Socket caller = new Socket(InetAddress.ofLiteral("127.0.0.1"), agent.port())) {
            caller.setSoTimeout(30_000);
            RawPlatform.say(
                    caller,
                    "POST /api/x HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: " + agent.secret()
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(LARGE.length()) + "\r\n"
                            + LARGE + "\r\n");

            assertThat(beginning.get(30, TimeUnit.SECONDS))
                    .as("before the end is sent")
                    .startsWith("50000POST ")
                    .contains("Transfer-Encoding: chunked")
                    .doesNotContain("Content-Length");
            RawPlatform.say(caller, "0\r\n\r\n");
            assertThat(RawPlatform.readUntil(caller, "first"))
                    .as("before the end is answered")
                    .contains("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nETag: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 1000 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
            })
    void anAnswerThatIsNoneIsAProblem(String said) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (RawPlatform platform = new RawPlatform((caller, _) -> {
                    calls.incrementAndGet();
                    RawPlatform.say(caller, said);
                });
                RunningAgent agent = agent(platform.url())) {
            Answer answer = RllClient.ask(agent, "GET", "/api/x");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(502);
            assertThat(answer.body()).contains("urn:rightlink:problem:platform-unreachable");
            assertThat(answer.head()).doesNotContain("gzip", "ETag");
            assertThat(calls).as("nothing is sent twice").hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: " + "y", "X: y\r\n"})
    void aHeadWithoutAnEndIsNotKeptInMemory(String line) throws Exception {
        try (RawPlatform platform = new RawPlatform((caller, _) -> {
                    RawPlatform.say(caller, "HTTP/1.1 200 OK\r\n" + line);
                    while (!caller.isClosed()) {
                        RawPlatform.say(caller, line.endsWith("\n") ? line : LARGE);
                    }
                });
                RunningAgent agent = agent(platform.url())) {
            assertThat(RllClient.ask(agent, "GET", "/api/x").status()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n"
            })
    void anAnswerThatBreaksOffIsBrokenOff(String head) throws Exception {
        try (RawPlatform platform = new RawPlatform((caller, _) -> RawPlatform.say(caller, head + LARGE));
                RunningAgent agent = agent(platform.url())) {
            Answer answer = RllClient.ask(agent, "GET", "/api/x");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("xxx").hasSizeLessThanOrEqualTo(LARGE.length());
            assertThat(answer.head().contains("Content-Length: 200000") || !answer.isWhole())
                    .isTrue();
        }
    }

    @Test
    void aPlatformMayAnswerBeforeItHasHeardAll() throws Exception {
        try (RawPlatform platform = new RawPlatform((caller, _) -> {
                    RawPlatform.say(caller, "HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
                    String _ = RawPlatform.readToTheEnd(caller);
                });
                RunningAgent agent = agent(platform.url())) {
            Answer answer = RllClient.send(agent, "POST", "/api/x", "text/plain", "x".repeat(3_000_000))
                    .answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo("much");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/x?a=%zz&b=%ff", "/api/x?", "/api/x?a[0][b]=c", "/api/x?a=/../b//"})
    void theTargetIsNotTouched(String target) throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        try (RawPlatform platform = new RawPlatform((caller, head) -> {
                    first.complete(head.lines().findFirst().orElseThrow());
                    RawPlatform.say(caller, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end");
                });
                RunningAgent agent = agent(platform.url())) {
            Answer answer = RllClient.ask(agent, "GET", target);

            assertThat(answer.body()).isEqualTo("to the end");
            assertThat(first.get()).isEqualTo("GET " + target + " HTTP/1.1");
        }
    }

    @Test
    void aCallerThatGoesAwayEndsTheCall() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (RawPlatform platform = new RawPlatform((caller, _) -> {
                    asked.complete(null);
                    String _ = RawPlatform.readToTheEnd(caller);
                    ended.complete(null);
                });
                RunningAgent agent = agent(platform.url())) {
            RllClient caller = RllClient.send(agent, "GET", "/api/x");
            asked.get(30, TimeUnit.SECONDS);
            assertThat(ended).isNotDone();
            caller.close();

            assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aBodyThatIsNotSentWholeIsNotPassedOnAsIfItWere() throws Exception {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        try (RawPlatform platform = new RawPlatform((caller, _) ->
                        end.complete(RawPlatform.readToTheEnd(caller).endsWith("0\r\n\r\n")));
                RunningAgent agent = agent(platform.url())) {
            try (Socket caller = new Socket(InetAddress.ofLiteral("127.0.0.1"), agent.port())) {
                RawPlatform.say(
                        caller,
                        "POST /api/x HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: " + agent.secret()
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n" + LARGE);
            }
            assertThat(end.get(30, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndNotPassedOnAsIfItWereAll() throws Exception {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        try (RawPlatform platform = new RawPlatform((caller, _) ->
                        end.complete(RawPlatform.readToTheEnd(caller).endsWith("0\r\n\r\n")));
                RunningAgent agent = agent(platform.url(), "--rightlink.listen.largest-body=90KB");
                Socket caller = new Socket(InetAddress.ofLiteral("127.0.0.1"), agent.port())) {
            caller.setSoTimeout(30_000);
            RawPlatform.say(
                    caller,
                    "POST /api/x HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: " + agent.secret()
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(LARGE.length()) + "\r\n"
                            + LARGE + "\r\n0\r\n\r\n");

            assertThat(RawPlatform.readUntil(caller, "\r\n\r\n")).startsWith("HTTP/1.1 413 ");
            assertThat(end.get(30, TimeUnit.SECONDS)).isFalse();
        }
    }

    private RunningAgent agent(String url, String... settings) throws IOException {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--rightlink.platform.url=" + url;
        RunningAgent agent = new RunningAgent(home, all);
        new IdentityFile(home).write("me");
        return agent;
    }
}
