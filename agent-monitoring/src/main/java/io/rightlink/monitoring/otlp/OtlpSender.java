package io.rightlink.monitoring.otlp;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Posts to the receiver, and counts what came of it. What can't be delivered is lost: the next push brings newer values of the same
 * counters. Redirects aren't followed, because the headers may hold a password. Safe for any thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP over HTTP</a>
 */
final class OtlpSender implements OtlpMetricsSender, MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpSender.class);

    /** A receiver that is down is told of once, and then this often. */
    private static final Duration REMINDER = Duration.ofHours(1);

    private final OtlpSettings settings;
    private final Clock clock;
    private final SingletonSupplier<HttpClient> client;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private @Nullable Instant complainedAt;

    OtlpSender(OtlpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = SingletonSupplier.of((Supplier<HttpClient>) () -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }

    /** Takes what Micrometer's registry has to send. */
    @Override
    public void send(Request request) {
        send(request.getMetricsData());
    }

    /** Posts a request in protobuf's form, which takes as long as the timeout; does nothing without a URL. Doesn't throw. */
    void send(byte[] request) {
        URI url = settings.url();
        if (url != null) {
            try {
                post(url, request);
                delivered.increment();
                recovered(url);
            } catch (IOException | UncheckedIOException e) {
                failed.increment();
                complain(url, e);
            } catch (InterruptedException e) {
                failed.increment();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void post(URI url, byte[] request) throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(url)
                .timeout(settings.timeout())
                .POST(HttpRequest.BodyPublishers.ofByteArray(compressed(request)));
        Map<String, String> headers =
                settings.headersFile() == null ? Map.of() : OtlpHeaders.read(settings.headersFile());
        try {
            headers.forEach(post::setHeader);
        } catch (IllegalArgumentException _) {
            // its message has the header's value
            throw new IOException(settings.headersFile() + " has a header that cannot be set");
        }
        post.setHeader("Content-Type", "application/x-protobuf");
        post.setHeader("Content-Encoding", "gzip");
        int status = client.obtain()
                .send(post.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status < 200 || status > 299) {
            throw new IOException("it answered " + status);
        }
    }

    private static byte[] compressed(byte[] request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(request);
        }
        return bytes.toByteArray();
    }

    private synchronized void complain(URI url, Exception reason) {
        Instant now = clock.instant();
        if (complainedAt == null || complainedAt.plus(REMINDER).isBefore(now)) {
            complainedAt = now;
            LOG.warn(
                    "Cannot push metrics to {}: {}; {} pushes failed so far, and what they had is lost",
                    url,
                    reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage(),
                    failed.sum());
        }
    }

    private synchronized void recovered(URI url) {
        if (complainedAt != null) {
            complainedAt = null;
            LOG.info("Pushing metrics to {} again", url);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (settings.url() != null) {
            count(registry, "delivered", delivered);
            count(registry, "failed", failed);
        }
    }

    private static void count(MeterRegistry registry, String outcome, LongAdder pushes) {
        FunctionCounter.builder("rightlink.otlp.pushes", pushes, LongAdder::sum)
                .description("Pushes to the receiver of OpenTelemetry's protocol.")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void close() {
        if (settings.url() != null) {
            client.obtain().shutdownNow();
        }
    }
}
