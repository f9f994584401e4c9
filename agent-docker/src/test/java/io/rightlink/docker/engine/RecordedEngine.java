package io.rightlink.docker.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recorded answers of Debian 12's engine, 20.10.24, after {@code engines/containers.sh}. Says what the engine said to a path
 * that is known, and "No such container" to any other. For {@code @RegisterExtension}.
 */
public final class RecordedEngine implements BeforeEachCallback, AfterEachCallback {

    /** In the path of every request, once negotiated. */
    public static final String API = "/v1.41";

    private static final Path RECORDED = Path.of("src/test/resources/engines/debian12-20.10");
    private static final Set<String> LISTED_AS_RUNNING = Set.of("running", "paused", "restarting");

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .gzipDisabled(true)
            .http2PlainDisabled(true));

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.start();
        server.stubFor(
                any(anyUrl()).atPriority(10).willReturn(jsonResponse("{\"message\":\"No such container: x\"}", 404)));
        speaks("1.41");
        says(API + "/version", 200, recorded("version.json"));
        says(API + "/info", 200, recorded("info.json"));
        tellsNothing();
        says(API + "/images/json", 200, recorded("images.json"));
        List<JsonNode> listed = StreamSupport.stream(tree("containers.json").spliterator(), false)
                .toList();
        list("all", "true", listed);
        says(
                API + "/containers/json",
                200,
                listed.stream()
                        .filter(line ->
                                LISTED_AS_RUNNING.contains(line.get("State").asString()))
                        .toList()
                        .toString());
        for (JsonNode line : listed) {
            container(line);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop();
    }

    /** Returns the server, for what only one test needs. */
    public WireMockServer server() {
        return server;
    }

    public Engine engine() {
        return engine(Duration.ofSeconds(10));
    }

    public Engine engine(Duration callTimeout) {
        return Engines.at(uri(), callTimeout);
    }

    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.port());
    }

    /** Has the engine speak a version of the API, and older ones. */
    public void speaks(String version) {
        server.stubFor(get(urlPathEqualTo("/_ping"))
                .atPriority(5)
                .willReturn(aResponse().withHeader("Api-Version", version).withBody("OK")));
    }

    /** Has the engine tell events, of which there are none for a minute. */
    public void tellsNothing() {
        server.stubFor(get(urlPathEqualTo(API + "/events"))
                .atPriority(5)
                .willReturn(aResponse().withBody("\n".repeat(6_000)).withChunkedDribbleDelay(6_000, 60_000)));
    }

    /** Has the engine answer something else on a path from now on. */
    public void says(String path, int status, String json) {
        server.stubFor(get(urlPathEqualTo(path)).atPriority(5).willReturn(jsonResponse(json, status)));
    }

    /** Returns the id of a recorded container. */
    public static String idOf(String name) {
        return tree("container-" + name + ".json").get("Id").asString();
    }

    public static JsonNode tree(String file) {
        return JsonMapper.shared().readTree(RECORDED.resolve(file));
    }

    private void container(JsonNode line) throws IOException {
        String name = line.get("Names").get(0).asString().substring(1);
        String id = line.get("Id").asString();
        for (String reference : List.of(id, id.substring(0, 12), id.substring(0, 6), name)) {
            says(API + "/containers/" + reference + "/json", 200, recorded("container-" + name + ".json"));
        }
        list("filters", "{\"id\":[\"" + id + "\"]}", List.of(line));
    }

    private void list(String parameter, String value, List<JsonNode> lines) {
        server.stubFor(get(urlPathEqualTo(API + "/containers/json"))
                .atPriority(parameter.equals("filters") ? 3 : 4)
                .withQueryParam(parameter, equalTo(value))
                .willReturn(jsonResponse(lines.toString(), 200)));
    }

    private static String recorded(String file) throws IOException {
        return Files.readString(RECORDED.resolve(file));
    }
}
