package io.rightlink.app.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;

/** The network interfaces that the agent sees, which are the host's where it has the host's network. Stateless. */
public final class HostInterfaces {

    private HostInterfaces() {}

    /** Returns the first IPv4 address of an interface; empty if there is no such interface, or it has none. */
    public static Optional<String> addressOf(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            return Optional.ofNullable(found).flatMap(bridge -> bridge.inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .findFirst());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at the interface " + name, e);
        }
    }

    /** Tells whether an interface has this address now. */
    public static boolean have(String address) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.ofLiteral(address)) != null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for the address " + address, e);
        }
    }
}
