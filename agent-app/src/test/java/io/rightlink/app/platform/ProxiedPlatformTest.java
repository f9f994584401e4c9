package io.rightlink.app.platform;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A platform with a certificate, behind a proxy with a password. */
@Timeout(60)
class ProxiedPlatformTest {

    private static final String PASSWORD = "of a test";
    private static final String NAME = "us-3.platform.test";
    private static final PlatformSettings SETTINGS =
            new PlatformSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(30));

    static SSLContext trusting;
    static StubPlatform platform;
    static ConnectProxy proxy;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        KeyStore made = made(directory.resolve("key"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD.toCharArray());
        trust.setCertificateEntry("a", made.getCertificate("a"));
        managers.init(trust);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, managers.getTrustManagers(), null);
        platform = new StubPlatform(options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(directory.resolve("key").toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        proxy = new ConnectProxy(platform.server().httpsPort());
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        platform.close();
    }

    @BeforeEach
    void begin() {
        platform.begin();
        proxy.heads().clear();
    }

    @Test
    void isReachedThroughTheProxyWhichSeesNothing() throws Exception {
        Registration registration = registration(NAME, "user:p%40ss@");
        try (PlatformClient client = client(trusting)) {
            BearerToken token = new TokenEndpoint(client, JsonMapper.shared()).ask(registration);
            HttpUriRequestBase request = new HttpUriRequestBase("GET", URI.create("/api/x"));
            request.setHeader("Authorization", token.header());
            try (ClassicHttpResponse answer = client.send(registration, request, Duration.ofSeconds(30))) {
                assertThat(answer.getCode()).isEqualTo(200);
            }
        }

        assertThat(proxy.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                .startsWith("CONNECT " + NAME + ":443 HTTP/1.1\r\n")
                .doesNotContain("Bearer", IdentityFile.SECRET));
        assertThat(platform.call().containsHeader("Proxy-Authorization")).isFalse();
        assertThat(platform.call().header("Host").firstValue()).isEqualTo(NAME);
        assertThat(platform.call().header("Authorization").firstValue()).isEqualTo("Bearer " + StubPlatform.TOKEN);
        assertThat(platform.tokensAsked()).hasSize(1);
    }

    @Test
    void isNotReachedWithoutTheProxysPassword() {
        try (PlatformClient client = client(trusting)) {
            for (String user : new String[] {"", "user:wr0ng@"}) {
                assertThatThrownBy(() -> new TokenEndpoint(client, JsonMapper.shared()).ask(registration(NAME, user)))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("proxy")
                        .hasMessageNotContaining("wr0ng");
            }
        }
        assertThat(platform.tokensAsked()).isEmpty();
    }

    @Test
    void isNotToldTheSecretIfItsCertificateIsNotTrustedOrAnothers() throws Exception {
        try (PlatformClient mistrusting = client(SSLContext.getDefault());
                PlatformClient client = client(trusting)) {
            assertThatThrownBy(() ->
                            new TokenEndpoint(mistrusting, JsonMapper.shared()).ask(registration(NAME, "user:p%40ss@")))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no TLS connection");
            assertThatThrownBy(() -> new TokenEndpoint(client, JsonMapper.shared())
                            .ask(registration("other.platform.test", "user:p%40ss@")))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no TLS connection");
        }
        assertThat(platform.tokensAsked()).isEmpty();
    }

    private static PlatformClient client(SSLContext tls) {
        return new PlatformClient(SETTINGS, "RightLink/1", () -> new DefaultClientTlsStrategy(tls));
    }

    private static Registration registration(String name, String user) {
        return new Registration(
                new HttpHost("https", name),
                "me",
                IdentityFile.SECRET,
                Optional.of(Proxy.of("http://" + user + "127.0.0.1:" + proxy.port())));
    }

    /** Java can make keys, but certificates only by its tool. */
    private static KeyStore made(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "SAN=DNS:" + NAME,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
