package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.forward.Answer.Later;
import io.rightlink.monitoring.forward.Answer.Misled;
import io.rightlink.monitoring.forward.Answer.Refused;
import io.rightlink.monitoring.forward.Answer.Taken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whom batches are posted to. Certificates and names are verified; redirections are not followed. For one thread. */
final class Platform implements AutoCloseable {

    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    private final URI target;
    private final Credentials credentials;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    Platform(URI target, Credentials credentials, ForwardSettings settings, Clock clock) {
        this.target = target;
        this.credentials = credentials;
        this.timeout = settings.timeout();
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /** Returns where this is, without what may be secret in it: {@code https://tss3.example.com/put}. */
    String place() {
        return target.getScheme() + "://" + target.getRawAuthority() + target.getRawPath();
    }

    /** Posts a batch, and waits for the answer as long as the settings say. */
    Answer post(Batch batch) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Content-Type", "text/plain")
                .timeout(timeout)
                .POST(BodyPublishers.ofByteArray(batch.bytes()));
        try {
            credentials.header().ifPresent(header -> request.header("Authorization", header));
        } catch (IOException e) {
            return new Misled(String.valueOf(e.getMessage()));
        }
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(), _ -> new BodyStart());
        try {
            return understand(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Later("No answer within " + timeout, Duration.ZERO);
        } catch (ExecutionException e) {
            return new Later(String.valueOf(e.getCause()), Duration.ZERO);
        } finally {
            boolean _ = answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer understand(HttpResponse<String> answer) {
        int status = answer.statusCode();
        String said = "HTTP " + status + (answer.body().isEmpty() ? "" : ": " + answer.body());
        if (status >= 200 && status < 300) {
            return new Taken();
        }
        if (status == 401 || status == 403 || (status >= 300 && status < 400)) {
            return new Misled(said);
        }
        return status >= 400 && status < 500 && status != 408 && status != 429
                ? new Refused(said)
                : new Later(said, patience(answer));
    }

    /** What {@code Retry-After} says, as seconds or as a date. */
    private Duration patience(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .map(this::patience)
                .filter(Duration::isPositive)
                .map(asked -> asked.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : asked)
                .orElse(Duration.ZERO);
    }

    private Duration patience(String words) {
        try {
            return words.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(words))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(words, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
