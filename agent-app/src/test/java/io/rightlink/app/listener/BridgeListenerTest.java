package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.app.RunningAgent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;

/** Loopback has addresses enough to stand for a bridge that comes and changes. */
class BridgeListenerTest {

    @TempDir
    Path home;

    private final AtomicReference<Optional<String>> bridge = new AtomicReference<>(Optional.empty());
    private final BridgeListener listener = new BridgeListener(bridge::get, _ -> {});

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
        WebServerApplicationContext context = (WebServerApplicationContext) agent.context();
        listener.onServer(new ServerStarted(context));
    }

    @Test
    void listensOnLoopbackAloneWhileThereIsNoBridge() throws Exception {
        listener.follow();

        assertThat(statusAt("127.0.0.1")).isEqualTo(200);
        assertThatThrownBy(() -> statusAt("127.0.0.2")).isInstanceOf(ConnectException.class);
    }

    @Test
    void listensOnTheBridgeOnceItAppears() throws Exception {
        bridge.set(Optional.of("127.0.0.2"));
        listener.follow();

        assertThat(statusAt("127.0.0.2")).isEqualTo(200);
        assertThat(statusAt("127.0.0.1")).isEqualTo(200);
        assertThatThrownBy(() -> statusAt("127.0.0.3")).isInstanceOf(ConnectException.class);
    }

    @Test
    void isAsStrictOnTheBridgeAsOnLoopback() {
        // one that no connector has by itself
        tomcat().getConnector().setMaxParameterCount(77);
        bridge.set(Optional.of("127.0.0.2"));
        listener.follow();

        Connector[] connectors = tomcat().getService().findConnectors();
        assertThat(connectors).hasSize(2);
        assertThat(Stream.of(connectors)).allSatisfy(connector -> {
            assertThat(connector.getMaxPostSize()).isEqualTo((int) Forms.LARGEST.toBytes());
            assertThat(connector.getMaxParameterCount()).isEqualTo(77);
        });
    }

    private Tomcat tomcat() {
        WebServerApplicationContext context = (WebServerApplicationContext) agent.context();
        return ((TomcatWebServer) Objects.requireNonNull(context.getWebServer())).getTomcat();
    }

    @Test
    void followsTheBridgeToAnotherAddress() throws Exception {
        bridge.set(Optional.of("127.0.0.2"));
        listener.follow();
        bridge.set(Optional.of("127.0.0.3"));
        listener.follow();

        assertThat(statusAt("127.0.0.3")).isEqualTo(200);
        assertThatThrownBy(() -> statusAt("127.0.0.2")).isInstanceOf(ConnectException.class);
    }

    @Test
    void keepsListeningWhileTheBridgeIsAway() throws Exception {
        bridge.set(Optional.of("127.0.0.2"));
        listener.follow();
        bridge.set(Optional.empty());
        listener.follow();

        assertThat(statusAt("127.0.0.2")).isEqualTo(200);
    }

    @Test
    void triesAgainWhereSomebodyElseListens() throws Exception {
        try (ServerSocket _ = new ServerSocket(agent.port(), 1, InetAddress.ofLiteral("127.0.0.2"))) {
            bridge.set(Optional.of("127.0.0.2"));
            listener.follow();
            assertThat(statusAt("127.0.0.1")).isEqualTo(200);
        }

        Awaitility.await().untilAsserted(() -> {
            listener.follow();
            assertThat(statusAt("127.0.0.2")).isEqualTo(200);
        });
    }

    @Test
    void asksForTheSecretOnTheBridgeToo() throws Exception {
        bridge.set(Optional.of("127.0.0.2"));
        listener.follow();

        assertThat(statusAt("127.0.0.2", "/v1/host")).isEqualTo(401);
    }

    @Test
    void readsPathsAsTheFirstListenerDoes() throws Exception {
        bridge.set(Optional.of("127.0.0.2"));
        listener.follow();

        for (String path :
                List.of("/v1/units/a%5Cx2db.device", "/actuator/health%5Cliveness", "/v1/units/a%2Fb.service")) {
            assertThat(statusAt("127.0.0.2", path)).as(path).isEqualTo(statusAt("127.0.0.1", path));
        }
        assertThat(statusAt("127.0.0.2", "/v1/units/a%5Cx2db.device")).isEqualTo(401);
    }

    private int statusAt(String address) throws IOException, InterruptedException {
        return statusAt(address, "/actuator/health/liveness");
    }

    private int statusAt(String address, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://" + address + ":" + agent.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** What Spring tells once the listener on loopback is there. */
    static final class ServerStarted extends WebServerInitializedEvent {

        private final transient WebServerApplicationContext context;

        ServerStarted(WebServerApplicationContext context) {
            super(Objects.requireNonNull(context.getWebServer()));
            this.context = context;
        }

        @Override
        public WebServerApplicationContext getApplicationContext() {
            return context;
        }
    }
}
