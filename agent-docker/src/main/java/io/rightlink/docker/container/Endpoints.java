package io.rightlink.docker.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ContainerNetworkSettings;
import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import io.rightlink.docker.container.Container.Port;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A container's ports and addresses in docker-java's models, in an order that stays. Stateless. */
final class Endpoints {

    private static final Comparator<Port> ORDER = Comparator.comparingInt(Port::privatePort)
            .thenComparing(Port::type)
            .thenComparing(port -> port.ip().orElse(""))
            .thenComparing(port -> port.publicPort().orElse(0));

    private Endpoints() {}

    static List<Port> ports(InspectContainerResponse details) {
        Map<ExposedPort, Ports.Binding[]> bindings = Optional.ofNullable(details.getNetworkSettings())
                .map(NetworkSettings::getPorts)
                .map(Ports::getBindings)
                .orElse(Map.of());
        return bindings.entrySet().stream()
                .flatMap(port -> ports(port.getKey(), port.getValue()))
                .sorted(ORDER)
                .toList();
    }

    static List<Port> ports(com.github.dockerjava.api.model.Container listed) {
        return Stream.ofNullable(listed.getPorts())
                .flatMap(Arrays::stream)
                .flatMap(Endpoints::ports)
                .sorted(ORDER)
                .toList();
    }

    static List<String> addresses(InspectContainerResponse details) {
        return addresses(Optional.ofNullable(details.getNetworkSettings()).map(NetworkSettings::getNetworks));
    }

    static List<String> addresses(com.github.dockerjava.api.model.Container listed) {
        return addresses(Optional.ofNullable(listed.getNetworkSettings()).map(ContainerNetworkSettings::getNetworks));
    }

    /** A port without bindings is exposed and not published. */
    private static Stream<Port> ports(ExposedPort exposed, Ports.Binding @Nullable [] bindings) {
        String type = exposed.getProtocol().toString();
        return bindings == null
                ? Stream.of(new Port(Optional.empty(), exposed.getPort(), Optional.empty(), type))
                : Arrays.stream(bindings)
                        .map(binding -> new Port(
                                present(binding.getHostIp()),
                                exposed.getPort(),
                                present(binding.getHostPortSpec()).map(Integer::valueOf),
                                type));
    }

    private static Stream<Port> ports(ContainerPort port) {
        Integer number = port.getPrivatePort();
        String type = port.getType();
        return number == null || type == null
                ? Stream.empty()
                : Stream.of(new Port(
                        present(port.getIp()),
                        number,
                        Optional.ofNullable(port.getPublicPort()).filter(published -> published > 0),
                        type));
    }

    private static List<String> addresses(Optional<Map<String, ContainerNetwork>> networks) {
        return networks.map(TreeMap::new).stream()
                .flatMap(byName -> byName.values().stream())
                .flatMap(network -> Stream.of(present(network.getIpAddress()), present(network.getGlobalIPv6Address())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
