package io.rightlink.app.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Notes on a request's connection that it is being answered. Safe for any thread. */
public final class ConnectionValve extends ValveBase {

    public ConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Optional<OpenConnection> connection = request.getConnector().getProtocolHandler() instanceof BoundedHttp http
                ? http.connectionFrom(request.getRemoteAddr(), request.getRemotePort())
                : Optional.empty();
        connection.ifPresent(found -> found.begin(request, hasBody(request), System.nanoTime()));
        try {
            getNext().invoke(request, response);
        } finally {
            connection.filter(_ -> !request.isAsync()).ifPresent(found -> found.finish(System.nanoTime()));
        }
    }

    /** By the headers as they are: Tomcat throws if it is asked for a length that is none, and has yet to refuse it. */
    private static boolean hasBody(Request request) {
        String length = request.getHeader("Content-Length");
        return (length != null && !length.equals("0")) || request.getHeader("Transfer-Encoding") != null;
    }
}
