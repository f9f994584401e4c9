package io.rightlink.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.rightlink.core.problem.UnavailableException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of the API that the engine and docker-java both speak. Safe for any thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/#versioned-api-and-sdk">Versions of the API</a>
 */
final class Negotiation {

    /** Docker 19.03's: what this room reads is told since then. */
    static final RemoteApiVersion OLDEST_KNOWN = RemoteApiVersion.VERSION_1_40;

    /** The newest that docker-java's models were written for. */
    static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

    /** A client, what it sends its requests over, and the version that it speaks. */
    record Spoken(DockerClient client, DockerHttpClient transport, RemoteApiVersion version) {}

    private final URI host;

    Negotiation(URI host) {
        this.host = host;
    }

    /**
     * Asks the engine, without a version in the path, what it speaks; blocks until it answers.
     *
     * @throws UnavailableException if it speaks nothing that is known
     */
    Spoken negotiate() {
        Spoken any = speaking(RemoteApiVersion.unknown());
        RemoteApiVersion newest = newestOf(any.transport());
        if (OLDEST_KNOWN.isGreater(newest)) {
            throw new UnavailableException(
                    "docker-too-old",
                    "Cannot use Docker at " + host + ": it speaks version " + newest.getVersion()
                            + " of its API, and the agent " + OLDEST_KNOWN.getVersion() + " and newer");
        }
        return speaking(newest.isGreater(NEWEST_KNOWN) ? newestAllowed(any.client()) : newest);
    }

    /** Reads the answer's header {@code Api-Version: 1.41}. */
    private static RemoteApiVersion newestOf(DockerHttpClient transport) {
        Request ping =
                Request.builder().method(Request.Method.GET).path("/_ping").build();
        try (Response response = transport.execute(ping)) {
            Engine.requireSuccess(response);
            return version(response.getHeader("Api-Version"), "/_ping");
        }
    }

    /** An engine that is much newer refuses what it deems old: then the oldest that it allows is the nearest to what is known. */
    private static RemoteApiVersion newestAllowed(DockerClient any) {
        Object oldest = any.versionCmd().exec().getRawValues().get("MinAPIVersion");
        RemoteApiVersion allowed = version(oldest == null ? null : oldest.toString(), "/version");
        return allowed.isGreater(NEWEST_KNOWN) ? allowed : NEWEST_KNOWN;
    }

    private static RemoteApiVersion version(@Nullable String text, String where) {
        RemoteApiVersion version = RemoteApiVersion.parseConfigWithDefault(text);
        if (version.equals(RemoteApiVersion.unknown())) {
            throw new UncheckedIOException(new ProtocolException("its " + where + " names no API version"));
        }
        return version;
    }

    private Spoken speaking(RemoteApiVersion version) {
        DefaultDockerClientConfig config = new DefaultDockerClientConfig.Builder()
                .withDockerHost(host.toString())
                .withApiVersion(version)
                .build();
        DockerHttpClient transport = new OneRequestTransport(
                new ZerodepDockerHttpClient.Builder().dockerHost(host).build());
        return new Spoken(DockerClientImpl.getInstance(config, transport), transport, version);
    }
}
