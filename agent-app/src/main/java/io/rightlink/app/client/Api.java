package io.rightlink.app.client;

import io.rightlink.app.client.SecretFile.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent's API, asked with the secret of a file. For one thread. */
final class Api implements AutoCloseable {

    static final Integer USUAL_PORT = 88;

    /** A host with a thousand containers answers with two megabytes. */
    private static final int LARGEST_ANSWER_BYTES = 16 << 20;

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final SecretFile secret;
    private final Function<Content, URI> address;
    private final HttpClient client;

    /** @param address tells it, by what the secret's file says */
    Api(SecretFile secret, Function<Content, URI> address) {
        this.secret = secret;
        this.address = address;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .sslContext(NoTls.context())
                .connectTimeout(TO_CONNECT)
                .build();
    }

    /** An answer, whatever its status. */
    static final class Answer {

        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** Returns the bytes themselves. */
        byte[] body() {
            return body;
        }

        boolean succeeded() {
            return status / 100 == 2;
        }
    }

    /** Asks, and returns what is answered, whatever it is. */
    Answer ask(String method, String path, byte @Nullable [] json) {
        HttpResponse<InputStream> answer = send(method, path, json);
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER_BYTES + 1);
            if (bytes.length > LARGEST_ANSWER_BYTES) {
                throw new ClientException(
                        Outcome.FAILED, "The agent's answer is larger than " + LARGEST_ANSWER_BYTES + " bytes");
            }
            return new Answer(answer.statusCode(), bytes);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Asks, and returns what is answered if that is a success. */
    byte[] get(String path) {
        return require(ask("GET", path, null));
    }

    JsonNode json(String path) {
        return tree(get(path));
    }

    /** Returns an answer that goes on; reading it throws an {@link IOException} when it breaks off. */
    InputStream stream(String path) {
        HttpResponse<InputStream> answer = send("GET", path, null);
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        try (InputStream body = answer.body()) {
            throw Refusals.of(answer.statusCode(), body.readNBytes(LARGEST_ANSWER_BYTES));
        } catch (IOException e) {
            throw lost(e);
        }
    }

    static byte[] require(Answer answer) {
        if (!answer.succeeded()) {
            throw Refusals.of(answer.status(), answer.body());
        }
        return answer.body();
    }

    static JsonNode tree(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new ClientException(
                    Outcome.FAILED, "What answers doesn't speak as an agent does: " + e.getOriginalMessage());
        }
    }

    /** Returns what tells that the connection broke off in the midst of an answer. */
    static ClientException lost(IOException failure) {
        return ClientException.answerLost("The agent's answer broke off: " + failure.getMessage());
    }

    private HttpResponse<InputStream> send(String method, String path, byte @Nullable [] json) {
        Content known = secret.read();
        URI agent = address.apply(known);
        BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json);
        HttpRequest request = HttpRequest.newBuilder(URI.create(agent + path))
                .method(method, body)
                .timeout(TO_ANSWER)
                .header("X-RLL-Secret", known.value())
                .header("Content-Type", "application/json")
                .build();
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw ClientException.passing(Outcome.UNREACHABLE, unreachable(agent, e));
        } catch (InterruptedIOException | InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(Outcome.FAILED, "Interrupted while asking the agent");
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static String unreachable(URI agent, IOException failure) {
        String why = failure.getMessage() == null
                ? "nobody listens there"
                : failure.getMessage().toLowerCase(Locale.ROOT);
        return "No agent answers at " + agent.getAuthority() + ": " + why
                + "; see 'systemctl status rightlink' on the host, or say where it listens with --address";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
