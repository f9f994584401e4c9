package io.rightlink.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
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

    /** The newest that docker-java's models were written for. */
    static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

    private final URI host;

    Negotiation(URI host) {
        this.host = host;
    }

    /** Asks the engine, without a version in the path, what it speaks; blocks until it answers. */
    DockerClient negotiate() {
        String spoken = speaking(RemoteApiVersion.unknown()).versionCmd().exec().getApiVersion();
        return speaking(common(spoken));
    }

    /** Returns the smaller of the engine's version, {@code 1.41}, and the newest known. */
    static RemoteApiVersion common(@Nullable String engines) {
        RemoteApiVersion version = RemoteApiVersion.parseConfigWithDefault(engines);
        if (version.equals(RemoteApiVersion.unknown())) {
            throw new UncheckedIOException(new ProtocolException("its /version names no API version"));
        }
        return version.isGreater(NEWEST_KNOWN) ? NEWEST_KNOWN : version;
    }

    private DockerClient speaking(RemoteApiVersion version) {
        DefaultDockerClientConfig config = new DefaultDockerClientConfig.Builder()
                .withDockerHost(host.toString())
                .withApiVersion(version)
                .build();
        return DockerClientImpl.getInstance(config, transport(host));
    }

    static DockerHttpClient transport(URI host) {
        return new OneRequestTransport(
                new ZerodepDockerHttpClient.Builder().dockerHost(host).build());
    }
}
