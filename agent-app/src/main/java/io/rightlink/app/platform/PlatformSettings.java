package io.rightlink.app.platform;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Where the platform's API is, and how long to wait for it.
 *
 * @param url as text, so that no message of Spring's shows what may be in it; if absent, https at the identity's {@code api_hostname}
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long the platform may keep a call waiting: to take it, to begin its answer, and to go on with it
 */
@ConfigurationProperties("rightlink.platform")
record PlatformSettings(
        @Nullable String url,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("5m") Duration timeout) {

    private static final String PREFIX = "rightlink.platform.";
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit, without its value
     */
    PlatformSettings {
        if (url != null) {
            requireOrigin(url);
        }
        requireFitting(connectTimeout, "connect-timeout");
        requireFitting(timeout, "timeout");
    }

    /** Returns where the platform is; empty if the identity tells. */
    Optional<HttpHost> place() {
        return Optional.ofNullable(url)
                .map(URI::create)
                .map(at -> new HttpHost(at.getScheme(), bare(at.getHost()), at.getPort()));
    }

    /** Tells whether a name or address is this machine's own, so that nobody on the way reads a secret. */
    static boolean isLocal(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(bare(host)).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Returns an address without the brackets that IPv6 has in URLs. */
    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void requireFitting(Duration duration, String name) {
        Assert.isTrue(
                duration.isPositive() && duration.compareTo(LONGEST) <= 0,
                PREFIX + name + " must be positive, and no more than a day");
    }

    /** Leaves out the cause, too, which would show the URL, and so a password in it. */
    private static void requireOrigin(String url) {
        URI given = URI.create("none:none");
        try {
            given = URI.create(url);
        } catch (IllegalArgumentException _) {
            // told below
        }
        Assert.isTrue(
                ("http".equals(given.getScheme()) || "https".equals(given.getScheme())) && given.getHost() != null,
                PREFIX + "url must be the URL of an https server");
        Assert.isTrue(given.getRawUserInfo() == null, PREFIX + "url must have no user and no password in it");
        Assert.isTrue(
                (given.getRawPath().isEmpty() || given.getRawPath().equals("/"))
                        && given.getRawQuery() == null
                        && given.getRawFragment() == null,
                PREFIX + "url must have nothing behind the host and port: what is passed on begins with /api");
        Assert.isTrue(
                given.getScheme().equals("https") || isLocal(given.getHost()),
                PREFIX + "url must be https, unless it is an address of loopback: others could read the token");
    }
}
