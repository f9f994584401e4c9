package io.rightlink.app.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.CredentialsProviderBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to platforms over HTTP/1.1, and gives back what they answer as it is: redirects aren't followed, nothing is sent twice,
 * unpacked or remembered. Certificates and names are verified. Costs nothing before its first request. Safe for any thread.
 *
 * @see <a href="https://hc.apache.org/httpcomponents-client-5.6.x/">Apache HttpClient</a>
 */
final class PlatformClient implements AutoCloseable {

    /** As many as there are calls, and one for a token. */
    private static final int MOST_CONNECTIONS = Calls.MOST + 1;

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final Duration KEPT_OPEN = Duration.ofSeconds(30);

    private final PlatformSettings settings;
    private final String userAgent;
    private final Supplier<TlsSocketStrategy> tls;
    private @Nullable CloseableHttpClient client;

    /** @param userAgent who asks, where a caller doesn't say it */
    PlatformClient(PlatformSettings settings, String userAgent, Supplier<TlsSocketStrategy> tls) {
        this.settings = settings;
        this.userAgent = userAgent;
        this.tls = tls;
    }

    /**
     * Sends a request, and waits for the head of its answer, which is to be closed.
     *
     * @param silence how long nothing may come
     */
    ClassicHttpResponse send(Registration to, HttpUriRequestBase request, Duration silence) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        RequestConfig.Builder config = RequestConfig.custom()
                .setProtocolUpgradeEnabled(false)
                .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
                .setResponseTimeout(Timeout.of(silence));
        to.proxy().ifPresent(proxy -> {
            config.setProxy(proxy.place());
            CredentialsProviderBuilder credentials = CredentialsProviderBuilder.create();
            proxy.login()
                    .ifPresent(login -> credentials.add(
                            proxy.place(), login.user(), login.password().toCharArray()));
            context.setCredentialsProvider(credentials.build());
        });
        request.setConfig(config.build());
        return client().executeOpen(to.place(), request, context);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private synchronized CloseableHttpClient client() {
        if (client == null) {
            client = HttpClients.custom()
                    .setConnectionManager(connections())
                    .setUserAgent(userAgent)
                    .disableRedirectHandling()
                    .disableAutomaticRetries()
                    .disableContentCompression()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .build();
        }
        return client;
    }

    /** A connection that was kept open is looked at before it is used again: what is sent on one that is closed would be lost. */
    private PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls.get())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.of(settings.timeout()))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setIdleTimeout(Timeout.of(KEPT_OPEN))
                        .build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .build();
    }
}
