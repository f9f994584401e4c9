package io.rightlink.docker.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;

/**
 * Uses each connection for one request. One that is kept is dead after a restart of the engine, and a POST that is sent over it
 * fails for nothing; a new one to a Unix socket costs some microseconds. Safe for any thread.
 */
final class OneRequestTransport implements DockerHttpClient {

    private final DockerHttpClient transport;

    OneRequestTransport(DockerHttpClient transport) {
        this.transport = transport;
    }

    @Override
    public Response execute(Request request) {
        return transport.execute(request.hijackedInput() == null ? closing(request) : request);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    private static Request closing(Request request) {
        return Request.builder().from(request).putHeader("Connection", "close").build();
    }
}
