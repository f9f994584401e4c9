package io.rightlink.app.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** A platform on loopback, which gives tokens, and answers all else with what it is told to. */
final class StubPlatform implements AutoCloseable {

    static final String TOKEN = "t0ken-of-the-platform";

    private final WireMockServer server;

    StubPlatform(WireMockConfiguration options) {
        server = new WireMockServer(
                options.bindAddress("127.0.0.1").gzipDisabled(true).http2PlainDisabled(true));
        server.start();
    }

    StubPlatform() {
        this(WireMockConfiguration.options().dynamicPort());
    }

    WireMockServer server() {
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Forgets what was asked and told, gives tokens, and answers 200 and nothing. */
    void begin() {
        server.resetAll();
        gives(TOKEN, 7200);
        answers(aResponse());
    }

    void gives(String token, long seconds) {
        givesTokens(jsonResponse(
                "{\"access_token\":\"" + token + "\",\"expires_in\":" + seconds + ",\"token_type\":\"bearer\"}", 200));
    }

    void givesTokens(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlEqualTo("/api/oauth2")).atPriority(1).willReturn(answer));
    }

    void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).atPriority(5).willReturn(answer));
    }

    /** Returns the one call that was passed on. */
    LoggedRequest call() {
        List<LoggedRequest> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("Not one call, but " + calls);
        }
        return calls.getFirst();
    }

    /** Returns what was asked, but for tokens, in order. */
    List<LoggedRequest> calls() {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest())
                .filter(request -> !request.getUrl().equals("/api/oauth2"))
                .toList();
    }

    List<LoggedRequest> tokensAsked() {
        return server.findAll(postRequestedFor(urlEqualTo("/api/oauth2")));
    }

    @Override
    public void close() {
        server.stop();
    }
}
