package io.rightlink.monitoring.collectd;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where packets come to: {@code 0.0.0.0:25826}, {@code [::]:25826}, or a multicast group, {@code 239.192.74.66:25826}. Names aren't looked up. */
public record UdpAddress(InetAddress address, int port) {

    private static final int HIGHEST = 65_535;

    public UdpAddress {
        if (port < 1 || port > HIGHEST) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    /**
     * Reads {@code address:port}.
     *
     * @throws IllegalArgumentException if it isn't that
     */
    public static UdpAddress valueOf(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Not of the form address:port: " + text);
        }
        return new UdpAddress(
                InetAddress.ofLiteral(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
