package io.rightlink.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Which headers go through, and which are for one connection, one side, or nobody else to know. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">Connection, in RFC 9110</a>
 */
final class EndToEnd {

    static final String VERSION = "X-API-Version";
    static final String DEFAULT_VERSION = "1.5";

    /** Of one connection, in either direction; each side frames its bodies itself. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What the caller is known by here, and how the request came here. */
    private static final Set<String> OF_THE_CALLER = Set.of(
            "authorization",
            "cookie",
            "cookie2",
            "expect",
            "forwarded",
            "host",
            "origin",
            "via",
            "x-real-ip",
            "x-rll-secret");

    private static final String FORWARDED = "x-forwarded-";

    /** What the platform says to a browser of itself, which the agent isn't. */
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("alt-svc", "clear-site-data", "set-cookie", "set-cookie2", "strict-transport-security");

    private static final String CROSS_ORIGIN = "access-control-";

    private EndToEnd() {}

    static void copy(HttpServletRequest from, ClassicHttpRequest to) {
        Set<String> named = named(Collections.list(from.getHeaders(HttpHeaders.CONNECTION)));
        for (String name : Collections.list(from.getHeaderNames())) {
            String known = name.toLowerCase(Locale.ROOT);
            if (!named.contains(known) && !OF_THE_CALLER.contains(known) && !known.startsWith(FORWARDED)) {
                Collections.list(from.getHeaders(name)).forEach(value -> to.addHeader(name, value));
            }
        }
        if (!to.containsHeader(VERSION)) {
            to.setHeader(VERSION, DEFAULT_VERSION);
        }
    }

    static void copy(ClassicHttpResponse from, HttpServletResponse to) {
        List<Header> headers = Arrays.asList(from.getHeaders());
        Set<String> named = named(headers.stream()
                .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.CONNECTION))
                .map(Header::getValue)
                .toList());
        for (Header header : headers) {
            String known = header.getName().toLowerCase(Locale.ROOT);
            if (!named.contains(known) && !OF_THE_PLATFORM.contains(known) && !known.startsWith(CROSS_ORIGIN)) {
                to.addHeader(header.getName(), header.getValue());
            }
        }
    }

    /** Returns, in small letters, what is of one connection, and what {@code Connection} says is, too. */
    private static Set<String> named(Collection<String> connection) {
        return Stream.concat(
                        OF_A_CONNECTION.stream(),
                        connection.stream()
                                .flatMap(value -> Arrays.stream(value.split(",")))
                                .map(name -> name.strip().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
