package io.rightlink.app.listener;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the agent is called. An address is always right: it is a name that somebody else has point here which makes a browser take the
 * agent for a part of that somebody's site. Immutable.
 *
 * @param names in lower case
 */
record ListenNames(Set<String> names) {

    static ListenNames of(Collection<String> names) {
        return new ListenNames(names.stream().map(ListenNames::plain).collect(Collectors.toUnmodifiableSet()));
    }

    /** Tells whether a host without its port is the agent: {@code 172.17.0.1}, {@code [::1]}, {@code localhost}. */
    boolean have(String host) {
        return names.contains(plain(host)) || isAddress(host);
    }

    private static boolean isAddress(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return !host.isEmpty()
                    && InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** A dot in the end says only that nothing is to be appended. */
    private static String plain(String name) {
        String small = name.strip().toLowerCase(Locale.ROOT);
        return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    }
}
