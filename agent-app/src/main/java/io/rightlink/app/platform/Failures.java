package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says why a platform could not be asked, without a word of what was sent or answered. Stateless. */
final class Failures {

    private Failures() {}

    static UnavailableException unreachable(IOException failure, Registration platform, Duration silence) {
        return UnavailableException.unreachable(
                "platform-unreachable",
                "Cannot pass this on to the platform's API at " + platform.place()
                        + platform.proxy()
                                .map(Proxy::place)
                                .map(HttpHost::toHostString)
                                .map(proxy -> ", through the proxy " + proxy)
                                .orElse("")
                        + ": " + why(failure, silence));
    }

    private static String why(IOException failure, Duration silence) {
        return switch (failure) {
            case ConnectTimeoutException _ -> "nobody answered the connection in time";
            case SocketTimeoutException _ -> "nothing came for " + silence;
            case UnknownHostException _ -> "there is no address of this name";
            case ConnectException _ -> "the connection was refused";
            case NoRouteToHostException _ -> "no network leads there";
            case NoHttpResponseException _ -> "the connection was closed without an answer";
            case SSLException tls -> "no TLS connection could be made: " + tls.getMessage();
            default -> "the connection broke off, or what came is no answer";
        };
    }
}
