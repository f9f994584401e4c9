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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * The answers of a recorded engine, Debian 12's unless another is asked for. Says what the engine said to a path that is known, and
 * "No such container" to any other. For {@code @RegisterExtension}.
 */
public final class RecordedEngine implements BeforeEachCallback, AfterEachCallback {

    /** In the path of every request to Debian 12's, once negotiated. */
    public static final String API = Recording.DEBIAN_12.api();

    private static final Set<String> LISTED_AS_RUNNING = Set.of("running", "paused", "restarting");

    private final Recording recording;
    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .gzipDisabled(true)
            .http2PlainDisabled(true));

    public RecordedEngine() {
        this(Recording.DEBIAN_12);
    }

    public RecordedEngine(Recording recording) {
        this.recording = recording;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.start();
        server.stubFor(
                any(anyUrl()).atPriority(10).willReturn(jsonResponse("{\"message\":\"No such container: x\"}", 404)));
        speaks();
        says(api() + "/info", 200, recording.text("info.json"));
        tellsNothing();
        says(api() + "/images/json", 200, recording.text("images.json"));
        List<JsonNode> listed = StreamSupport.stream(
                        recording.tree("containers.json").spliterator(), false)
                .toList();
        list("all", "true", listed);
        says(
                api() + "/containers/json",
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

    /** Returns what is in the path of every request, once negotiated. */
    public String api() {
        return recording.api();
    }

    /** Has the engine speak what it spoke when it was recorded. */
    public void speaks() {
        speaks(recording.newest());
        says("/version", 200, recording.text("version.json"));
        says(api() + "/version", 200, recording.text("version.json"));
    }

    /** Has the engine speak a version of the API, and older ones. */
    public void speaks(String version) {
        server.stubFor(get(urlPathEqualTo("/_ping"))
                .atPriority(5)
                .willReturn(aResponse().withHeader("Api-Version", version).withBody("OK")));
    }

    /** Has the engine tell events, of which there are none for a minute. */
    public void tellsNothing() {
        server.stubFor(get(urlPathEqualTo(api() + "/events"))
                .atPriority(5)
                .willReturn(aResponse().withBody("\n".repeat(6_000)).withChunkedDribbleDelay(6_000, 60_000)));
    }

    /** Has the engine answer something else on a path from now on. */
    public void says(String path, int status, String json) {
        server.stubFor(get(urlPathEqualTo(path)).atPriority(5).willReturn(jsonResponse(json, status)));
    }

    /** Returns the id of a container of Debian 12's. */
    public static String idOf(String name) {
        return Recording.DEBIAN_12.idOf(name);
    }

    /** Returns an answer of Debian 12's. */
    public static JsonNode tree(String file) {
        return Recording.DEBIAN_12.tree(file);
    }

    private void container(JsonNode line) {
        String name = line.get("Names").get(0).asString().substring(1);
        String id = line.get("Id").asString();
        for (String reference : List.of(id, id.substring(0, 12), id.substring(0, 6), name)) {
            says(api() + "/containers/" + reference + "/json", 200, recording.text("container-" + name + ".json"));
        }
        list("filters", "{\"id\":[\"" + id + "\"]}", List.of(line));
    }

    private void list(String parameter, String value, List<JsonNode> lines) {
        server.stubFor(get(urlPathEqualTo(api() + "/containers/json"))
                .atPriority(parameter.equals("filters") ? 3 : 4)
                .withQueryParam(parameter, equalTo(value))
                .willReturn(jsonResponse(lines.toString(), 200)));
    }
}
