package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.tls.ListenerTls;
import io.rightlink.app.tls.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Real handshakes at an address of loopback that stands for the bridge. */
@ExtendWith(OutputCaptureExtension.class)
class BridgeTlsTest {

    private static final char[] PASSWORD = "of a test".toCharArray();
    private static final String BRIDGE = "127.0.0.2";

    /** Keys in turn are of the kinds that people have. */
    private static KeyStore first;

    private static KeyStore second;

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    private Path certificate;
    private Path privateKey;
    private ListenerTls tls;
    private final AtomicReference<Optional<String>> bridge = new AtomicReference<>(Optional.of(BRIDGE));

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        first = made(directory.resolve("first"), "EC");
        second = made(directory.resolve("second"), "RSA");
    }

    @BeforeEach
    void start() {
        certificate = home.resolve("certificate.pem");
        privateKey = home.resolve("key.pem");
        tls = new ListenerTls(new TlsSettings(certificate, privateKey));
        agent = new RunningAgent(home);
    }

    @Test
    void showsTheCertificateAndAnswers() throws Exception {
        write(first, first);
        listen();

        assertThat(shown(first, "TLSv1.3")).isEqualTo(first.getCertificate("a"));
        assertThat(shown(first, "TLSv1.2")).isEqualTo(first.getCertificate("a"));
        assertThatThrownBy(() -> shown(second, "TLSv1.3")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shown(first, "TLSv1.1")).isInstanceOf(Exception.class);
        assertThat(plainly("127.0.0.1")).startsWith("HTTP/1.1 200 ");
        assertThat(plainly(BRIDGE)).startsWith("HTTP/1.1 400 ").contains("TLS");
    }

    @Test
    void showsANewOneToWhoComesNextAndServesWhoIsThere() throws Exception {
        write(first, first);
        listen();
        try (SSLSocket before = connected(first, "TLSv1.3")) {
            before.startHandshake();
            write(second, second);
            tls.refresh();

            assertThat(shown(second, "TLSv1.3")).isEqualTo(second.getCertificate("a"));
            assertThat(asked(before)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void keepsTheOldOneWhileTheNewOneCannotBeUsedAndSaysSoOnce(CapturedOutput output) throws Exception {
        write(first, first);
        listen();
        for (int i = 0; i < 3; i++) {
            write(second, first);
            tls.refresh();
            assertThat(shown(first, "TLSv1.3")).isEqualTo(first.getCertificate("a"));
        }
        assertThat(output.toString()).containsOnlyOnce("the key is not the certificate's");
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
        tls.refresh();
        assertThat(output.toString()).contains("can't be read as PEM");
        Files.writeString(privateKey, "");
        tls.refresh();
        Files.delete(certificate);
        tls.refresh();
        assertThat(output.toString()).contains("NoSuchFile");
        assertThat(shown(first, "TLSv1.3")).isEqualTo(first.getCertificate("a"));

        write(second, second);
        tls.refresh();
        assertThat(shown(second, "TLSv1.3")).isEqualTo(second.getCertificate("a"));
    }

    @Test
    void doesNotListenWithoutWhatIsSetUntilItIsThere(CapturedOutput output) throws Exception {
        BridgeListener listener = listen();
        assertThatThrownBy(() -> plainly(BRIDGE)).isInstanceOf(ConnectException.class);
        assertThat(output.toString()).contains("Cannot use the certificate " + certificate);

        write(first, first);
        listener.follow();
        assertThat(shown(first, "TLSv1.3")).isEqualTo(first.getCertificate("a"));
    }

    @Test
    void oneWithoutTheOtherIsRefused() {
        assertThatThrownBy(() -> new TlsSettings(certificate, null)).hasMessageContaining("belong together");
    }

    private BridgeListener listen() {
        BridgeListener listener = new BridgeListener(bridge::get, tls::secure);
        listener.onServer(new BridgeListenerTest.ServerStarted((WebServerApplicationContext) agent.context()));
        return listener;
    }

    private X509Certificate shown(KeyStore trusted, String protocol) throws Exception {
        try (SSLSocket socket = connected(trusted, protocol)) {
            socket.startHandshake();
            assertThat(asked(socket)).startsWith("HTTP/1.1 200 ");
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLSocket connected(KeyStore trusted, String protocol) throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD);
        trust.setCertificateEntry("a", trusted.getCertificate("a"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.ofLiteral(BRIDGE), agent.port());
        socket.setSoTimeout(10_000);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private String plainly(String address) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral(address), agent.port())) {
            socket.setSoTimeout(10_000);
            return asked(socket);
        }
    }

    private static String asked(Socket socket) throws IOException {
        String own = (socket instanceof SSLSocket ? "https" : "http") + "://localhost";
        String request =
                "GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nOrigin: " + own + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        try (InputStream answer = socket.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(KeyStore shown, KeyStore signing) throws Exception {
        Files.writeString(
                certificate, pem("CERTIFICATE", shown.getCertificate("a").getEncoded()));
        Files.writeString(
                privateKey, pem("PRIVATE KEY", signing.getKey("a", PASSWORD).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    /** Java can make keys, but certificates only by its tool. */
    private static KeyStore made(Path file, String algorithm) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + algorithm,
                        "-ext",
                        "SAN=IP:" + BRIDGE,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        String.valueOf(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }
}
