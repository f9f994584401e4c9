package io.rightlink.app.listener;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen: an address and a port, or {@code docker-bridge:88}, whatever address the Docker bridge has.
 *
 * @param host {@value #DOCKER_BRIDGE}, or an address of this host
 */
public record ListenAddress(String host, int port) {

    /** Stands for the address of the Docker bridge. */
    public static final String DOCKER_BRIDGE = "docker-bridge";

    private static final Pattern FORM =
            Pattern.compile("(" + DOCKER_BRIDGE + "|[0-9.]+|\\[[0-9a-fA-F:]+])?:(\\d{1,5})");

    /**
     * Reads the form {@code host:port}; without a host, the Docker bridge.
     *
     * @throws IllegalArgumentException if it isn't of that form
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is not of the form docker-bridge:88 or 172.17.0.1:88");
        }
        String host = matcher.group(1) == null ? DOCKER_BRIDGE : matcher.group(1);
        String bare = host.replaceAll("[\\[\\]]", "");
        if (!bare.equals(DOCKER_BRIDGE) && InetAddress.ofLiteral(bare).isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "The agent is root on this host: it does not listen on every address of it");
        }
        return new ListenAddress(bare, Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
