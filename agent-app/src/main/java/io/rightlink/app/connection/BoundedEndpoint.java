package io.rightlink.app.connection;

import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** Tomcat's listener, which counts who comes in. Safe for any thread once it is bounded. */
final class BoundedEndpoint extends NioEndpoint {

    private @Nullable OpenConnections counted;

    /** Says who counts, before it is started. */
    void countBy(OpenConnections counting) {
        counted = counting;
    }

    Optional<OpenConnections> counted() {
        return Optional.ofNullable(counted);
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        return (counted == null || counted.admit(socket)) && super.setSocketOptions(socket);
    }
}
