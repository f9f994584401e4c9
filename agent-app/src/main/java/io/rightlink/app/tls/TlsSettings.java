package io.rightlink.app.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * What the listener on the bridge shows to its callers; without both, it speaks plain HTTP.
 *
 * @param certificate a file in PEM, the certificate first and then those that vouch for it
 * @param privateKey a file in PEM, not encrypted
 */
@ConfigurationProperties("rightlink.listen.tls")
public record TlsSettings(
        @Nullable Path certificate, @Nullable Path privateKey) {

    /**
     * @throws IllegalArgumentException if there is one of them: nobody means that
     */
    public TlsSettings {
        Assert.isTrue(
                (certificate == null) == (privateKey == null),
                "rightlink.listen.tls.certificate and rightlink.listen.tls.private-key belong together");
    }
}
