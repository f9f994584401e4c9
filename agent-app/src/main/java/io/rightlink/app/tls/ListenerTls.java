package io.rightlink.app.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Has the listener on the bridge speak TLS, if a certificate is set, and shows a new one to who comes after its files have changed. What
 * can't be used is never shown: the one before stays. The listener on loopback speaks plain HTTP always, for RightLink 10's client knows
 * nothing else. Safe for any thread.
 */
public class ListenerTls {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerTls.class);

    private final @Nullable Path certificate;
    private final @Nullable Path privateKey;
    private @Nullable PemPair seen;
    private @Nullable Connector secured;
    private String failure = "";

    public ListenerTls(TlsSettings settings) {
        this.certificate = settings.certificate();
        this.privateKey = settings.privateKey();
    }

    /**
     * Has a connector speak TLS, before it is started, if that is set.
     *
     * @throws IllegalStateException if the certificate can't be used, saying why: nobody is to fall back to plain HTTP
     */
    public synchronized void secure(Connector connector) {
        if (certificate == null || privateKey == null) {
            return;
        }
        try {
            PemPair pair = PemPair.read(certificate, privateKey);
            connector.setScheme("https");
            connector.setSecure(true);
            connector.setProperty("SSLEnabled", "true");
            connector.addSslHostConfig(showing(pair.toKeyStore()));
            seen = pair;
            secured = connector;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot use the certificate " + certificate + ": " + reason(e));
        }
    }

    /** Looks whether the files have changed. */
    @Scheduled(fixedDelay = 10_000)
    public synchronized void refresh() {
        Connector connector = secured;
        if (connector == null || certificate == null || privateKey == null) {
            return;
        }
        try {
            PemPair pair = PemPair.read(certificate, privateKey);
            if (!pair.equals(seen)) {
                connector.getProtocolHandler().addSslHostConfig(showing(pair.toKeyStore()), true);
                seen = pair;
                LOG.info("The listener on the bridge shows the new certificate of {}", certificate);
            }
            failure = "";
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            warn(reason(e));
        }
    }

    /** Once for each reason: it is tried again and again. */
    private void warn(String reason) {
        if (!reason.equals(failure)) {
            failure = reason;
            LOG.warn(
                    "Cannot use the new certificate {} with the key {}: {}. The one before is shown on, until the files are right",
                    certificate,
                    privateKey,
                    reason);
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof IOException ? failure.toString() : String.valueOf(failure.getMessage());
    }

    private static SSLHostConfig showing(KeyStore keys) {
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate shown = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        shown.setCertificateKeystore(keys);
        shown.setCertificateKeystorePassword("");
        host.addCertificate(shown);
        return host;
    }
}
