package io.rightlink.app.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over connections that are bounded in number and in time. Tomcat's own timeouts begin anew with each byte, and at its own bound
 * it lets newcomers wait. Public because Tomcat makes it by its name.
 *
 * @see <a href="https://tomcat.apache.org/tomcat-11.0-doc/config/http.html">Tomcat's HTTP connector</a>
 */
public final class BoundedHttp extends Http11NioProtocol {

    /** Those that the kernel has accepted and Tomcat hasn't: room for those who come while a crowd does. */
    private static final int BACKLOG = 1024;

    private final BoundedEndpoint endpoint;
    private @Nullable ConnectionLimits limits;
    private @Nullable ScheduledFuture<?> sweeping;

    public BoundedHttp() {
        this(new BoundedEndpoint());
    }

    private BoundedHttp(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Bounds a connector of this protocol, before it is started. */
    public static void bound(Connector connector, ConnectionLimits limits) {
        ((BoundedHttp) connector.getProtocolHandler()).bound(limits);
    }

    /** Bounds a connector of this protocol as another is. */
    public static void boundLike(Connector first, Connector next) {
        ConnectionLimits limits = ((BoundedHttp) first.getProtocolHandler()).limits;
        if (limits != null) {
            bound(next, limits);
        }
    }

    /** Returns the connection that comes from this end; empty if it isn't counted. */
    Optional<OpenConnection> connectionFrom(String address, int port) {
        return endpoint.counted()
                .flatMap(connections -> connections.from(new InetSocketAddress(InetAddress.ofLiteral(address), port)));
    }

    private void bound(ConnectionLimits given) {
        limits = given;
        endpoint.countBy(new OpenConnections(given, System::nanoTime));
        endpoint.setAcceptCount(BACKLOG);
        // A connection is shut by another thread than Tomcat's own: its buffers are for nobody else after it.
        endpoint.getSocketProperties().setBufferPool(0);
        setConnectionTimeout((int) given.stalledFor().toMillis());
        setKeepAliveTimeout((int) given.headWithin().toMillis());
    }

    @Override
    public void start() throws Exception {
        super.start();
        endpoint.counted()
                .ifPresent(connections -> sweeping =
                        getUtilityExecutor().scheduleWithFixedDelay(connections::sweep, 1, 1, TimeUnit.SECONDS));
    }

    @Override
    public void stop() throws Exception {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        super.stop();
    }
}
