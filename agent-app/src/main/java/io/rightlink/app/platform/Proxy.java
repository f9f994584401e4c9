package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;
import org.springframework.util.StringUtils;

/**
 * The identity's {@code http_proxy}, which RightLink 10 means for https, too. Immutable.
 *
 * @param login the user and password for it, if it wants some
 */
record Proxy(HttpHost place, Optional<Login> login) {

    /** A user with the password. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login of " + user;
        }
    }

    private static final String SCHEME = "http://";
    private static final int DEFAULT_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Reads {@code http://user:password@host:3128}, of which all but the host may be missing.
     *
     * @throws UnavailableException if it isn't of this form
     */
    static Proxy of(String text) {
        try {
            URI at = URI.create(text.contains("://") ? text : SCHEME + text);
            if (!"http".equals(at.getScheme()) || at.getHost() == null) {
                throw new IllegalArgumentException("no proxy");
            }
            return new Proxy(
                    new HttpHost(
                            "http",
                            PlatformSettings.bare(at.getHost()),
                            at.getPort() < 0 ? DEFAULT_PORT : at.getPort()),
                    Optional.ofNullable(at.getRawUserInfo()).map(Proxy::login));
        } catch (IllegalArgumentException _) {
            throw Registration.unusable("the identity's http_proxy is not of the form http://user:password@host:port,"
                    + " with what is no letter or digit in user and password percent-encoded");
        }
    }

    /**
     * Tells whether a place is reached through a proxy. What {@code no_proxy} names is not, with all below it, and neither is loopback.
     *
     * @param exceptions {@code 169.254.169.254,.internal,example.com:8443}, or {@code *}
     */
    static boolean isNeeded(HttpHost place, String exceptions) {
        String host = place.getHostName().toLowerCase(Locale.ROOT);
        int port = place.getPort() < 0 ? HTTPS_PORT : place.getPort();
        return !PlatformSettings.isLocal(host)
                && Arrays.stream(exceptions.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .noneMatch(one -> covers(one, host) || covers(one, host + ":" + port));
    }

    @Override
    public String toString() {
        return "Proxy " + place;
    }

    private static boolean covers(String exception, String host) {
        return exception.equals("*")
                || exception.equals(host)
                || (!exception.isEmpty() && host.endsWith(exception.startsWith(".") ? exception : "." + exception));
    }

    private static Login login(String given) {
        String[] parts = given.split(":", 2);
        return new Login(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }

    private static String decoded(String text) {
        return StringUtils.uriDecode(text, StandardCharsets.UTF_8);
    }
}
