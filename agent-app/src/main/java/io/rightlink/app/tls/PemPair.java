package io.rightlink.app.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/**
 * A certificate and its key, as two files had them. Immutable.
 *
 * @param certificates in PEM
 * @param privateKey in PEM
 */
record PemPair(String certificates, String privateKey) {

    private static final int MOST_BYTES = 1 << 20;
    private static final byte[] SIGNED = "the key is the certificate's".getBytes(StandardCharsets.UTF_8);

    /** Reads the files as they are now, whatever is in them. */
    static PemPair read(Path certificates, Path privateKey) throws IOException {
        return new PemPair(text(certificates), text(privateKey));
    }

    private static String text(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        }
    }

    /**
     * Returns both as Java keeps them.
     *
     * @throws GeneralSecurityException if they are no such thing, or belong to others
     */
    KeyStore toKeyStore() throws GeneralSecurityException {
        try {
            List<X509Certificate> chain = PemContent.of(certificates).getCertificates();
            PrivateKey key = PemContent.of(privateKey).getPrivateKey();
            if (key == null) {
                throw new GeneralSecurityException("there is no private key");
            }
            if (!matches(chain.getFirst().getPublicKey(), key)) {
                throw new GeneralSecurityException("the key is not the certificate's");
            }
            return Objects.requireNonNull(new PemSslStoreBundle(PemSslStore.of(chain, key), null).getKeyStore());
        } catch (RuntimeException e) {
            throw new GeneralSecurityException("they can't be read as PEM (" + e.getMessage() + ")", e);
        }
    }

    private static boolean matches(PublicKey publicKey, PrivateKey key) throws GeneralSecurityException {
        if (!publicKey.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(SIGNED);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(SIGNED);
        return signature.verify(signed);
    }

    /** The key is nobody's business. */
    @Override
    public String toString() {
        return "PemPair[…]";
    }
}
