package io.rightlink.app.listener;

import java.net.InetAddress;
import java.util.Optional;

/** Where containers are to reach the agent: an address that may come, go and change. */
@FunctionalInterface
interface ListenTarget {

    /** Returns the address to listen on now; empty while this host doesn't have it. */
    Optional<String> address();

    /** Returns the address of a bridge, found by its name, else by the address that it had at installation. */
    static ListenTarget bridge(BridgeSettings bridge) {
        return () -> HostInterfaces.addressOf(bridge.name())
                .or(() -> Optional.ofNullable(bridge.address()).filter(HostInterfaces::have));
    }

    /** Returns this address, whenever the host has it; none for loopback, where the agent listens anyway. */
    static ListenTarget fixed(String address) {
        if (InetAddress.ofLiteral(address).isLoopbackAddress()) {
            return Optional::empty;
        }
        return () -> Optional.of(address).filter(HostInterfaces::have);
    }
}
