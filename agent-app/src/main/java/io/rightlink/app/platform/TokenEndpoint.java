package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a platform for tokens: {@code {"access_token": "…", "expires_in": 7200, "token_type": "bearer"}}. Safe for any thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">Client credentials, in RFC 6749</a>
 */
final class TokenEndpoint {

    private static final String PATH = "/api/oauth2";
    private static final int PROXY_REFUSED = 407;
    private static final int LARGEST_BYTES = 64 * 1024;

    /** Of one that doesn't say how long it is good for. */
    private static final long LIFETIME_SECONDS = 600;

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PlatformClient client;
    private final JsonMapper json;

    TokenEndpoint(PlatformClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /**
     * Asks for a token, for half a minute at most.
     *
     * @throws UnavailableException if there is none, saying why and nothing of what was sent or answered
     */
    BearerToken ask(Registration platform) {
        HttpUriRequestBase request = new HttpUriRequestBase("POST", URI.create(PATH));
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.setHeader(EndToEnd.VERSION, EndToEnd.DEFAULT_VERSION);
        request.setEntity(new UrlEncodedFormEntity(
                List.of(
                        new BasicNameValuePair("grant_type", "client_credentials"),
                        new BasicNameValuePair("client_id", platform.clientId()),
                        new BasicNameValuePair("client_secret", platform.clientSecret())),
                StandardCharsets.UTF_8));
        try (Watch _ = new Watch(PATIENCE, () -> true, request::abort);
                ClassicHttpResponse answer = client.send(platform, request, PATIENCE)) {
            return understand(answer.getCode(), bytes(answer.getEntity()), platform);
        } catch (IOException e) {
            throw Failures.unreachable(e, platform, PATIENCE);
        }
    }

    private BearerToken understand(int status, byte[] body, Registration platform) {
        if (status == PROXY_REFUSED) {
            throw failed(
                    "platform-unreachable", platform, "the proxy wants another user or password than http_proxy has");
        }
        if (status >= 300 && status < 500) {
            throw failed(
                    "platform-refused",
                    platform,
                    "HTTP " + status + "; look at client_id, client_secret and api_hostname of the identity");
        }
        if (status < 200 || status >= 500) {
            throw failed("platform-failed", platform, "HTTP " + status);
        }
        if (body.length > LARGEST_BYTES) {
            throw failed("platform-failed", platform, "its answer has more than " + LARGEST_BYTES + " bytes");
        }
        try {
            JsonNode answer = json.readTree(body);
            long seconds = answer.path("expires_in").asLong(LIFETIME_SECONDS);
            return new BearerToken(
                    answer.path("access_token").asString(""),
                    Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_SECONDS)));
        } catch (JacksonException | IllegalArgumentException _) {
            throw failed("platform-failed", platform, "its answer has none that can be read");
        }
    }

    /** Leaves the content open, for to close it would be to read all of it. */
    private static byte[] bytes(@Nullable HttpEntity entity) throws IOException {
        return entity == null ? new byte[0] : entity.getContent().readNBytes(LARGEST_BYTES + 1);
    }

    private static UnavailableException failed(String name, Registration platform, String why) {
        return UnavailableException.unreachable(
                name, "Cannot pass this on: the platform at " + platform.place() + " gave the agent no token: " + why);
    }
}
