package io.rightlink.app.listener;

import io.rightlink.app.connection.BoundedHttp;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Listens on the Docker bridge's address beside loopback, from when there is such an address, and follows it when it changes. An
 * address that goes is kept: the socket works again when it comes back. The kernel is asked every second, which is what its interface
 * costs that Java has no events for. Safe for any thread.
 */
class BridgeListener {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeListener.class);

    private final ListenTarget target;
    private final Consumer<Connector> finish;
    /** The property that has what a query may contain unencoded, beside what it may by the standard. */
    private static final String LETTERS = "relaxedQueryChars";

    private @Nullable TomcatWebServer server;
    private @Nullable Connector connector;
    private String heard = "";
    private String refused = "";

    /** @param finish makes of a connector like that on loopback the one of the bridge */
    BridgeListener(ListenTarget target, Consumer<Connector> finish) {
        this.target = target;
        this.finish = finish;
    }

    /** Begins, once the listener on loopback is there. */
    @EventListener
    synchronized void onServer(WebServerInitializedEvent event) {
        server = (TomcatWebServer) event.getWebServer();
        follow();
    }

    /** Makes the listener's address the target's. */
    @Scheduled(fixedDelay = 1_000)
    synchronized void follow() {
        TomcatWebServer tomcat = server;
        Optional<String> address = target.address();
        if (tomcat != null && address.isPresent() && !address.get().equals(heard)) {
            move(tomcat, address.get());
        }
    }

    private void move(TomcatWebServer tomcat, String address) {
        Service service = tomcat.getTomcat().getService();
        Connector next = likeTheFirst(tomcat, address);
        try {
            finish.accept(next);
            service.addConnector(next);
        } catch (RuntimeException e) {
            discard(service, next);
            if (!address.equals(refused)) {
                LOG.warn("Cannot listen on {}:{}, and will try on: {}", address, next.getPort(), rootMessage(e));
                refused = address;
            }
            return;
        }
        if (connector != null) {
            discard(service, connector);
        }
        LOG.info("Listening on {}:{}{}", address, next.getPort(), heard.isEmpty() ? "" : ", and no longer on " + heard);
        connector = next;
        heard = address;
        refused = "";
    }

    private static Connector likeTheFirst(TomcatWebServer tomcat, String address) {
        Connector first = tomcat.getTomcat().getConnector();
        Connector next = new Connector(first.getProtocolHandlerClassName());
        next.setProperty("address", address);
        next.setPort(first.getLocalPort());
        next.setThrowOnFailure(true);
        next.setXpoweredBy(false);
        next.setEncodedReverseSolidusHandling(first.getEncodedReverseSolidusHandling());
        next.setMaxPostSize(first.getMaxPostSize());
        next.setMaxParameterCount(first.getMaxParameterCount());
        next.setProperty(LETTERS, String.valueOf(first.getProperty(LETTERS)));
        BoundedHttp.boundLike(first, next);
        next.getProtocolHandler().setExecutor(first.getProtocolHandler().getExecutor());
        return next;
    }

    private static void discard(Service service, Connector old) {
        try {
            service.removeConnector(old);
            old.destroy();
        } catch (LifecycleException e) {
            LOG.warn("Cannot close the listener on {}", old.getProperty("address"), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : rootMessage(cause);
    }
}
