package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.container.OwnLabels;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a container the role that its label {@value #LABEL} names, if the connection is one that the kernel lists for the container: an
 * address alone proves nothing, for it can be taken over or be forged by a neighbour. Safe for any thread.
 */
record ContainerProof(Workloads workloads, OwnLabels labels, ContainerSockets sockets) implements Proof {

    static final String LABEL = "io.rightlink.access";

    private static final Logger LOG = LoggerFactory.getLogger(ContainerProof.class);

    @Override
    public Optional<Caller> of(HttpServletRequest request) {
        TcpConnection connection = new TcpConnection(
                InetAddress.ofLiteral(request.getRemoteAddr()),
                request.getRemotePort(),
                InetAddress.ofLiteral(request.getLocalAddr()),
                request.getLocalPort());
        return connection.caller().isLoopbackAddress() ? Optional.empty() : of(connection, Proof.addressOf(request));
    }

    Optional<Caller> of(TcpConnection connection, String address) {
        try {
            List<Workload> running = workloads.running();
            List<Workload> there = running.stream()
                    .filter(container -> isAt(container, connection.caller()))
                    .toList();
            return there.isEmpty() ? Optional.empty() : Optional.of(judge(there, running, connection, address));
        } catch (ProblemException | IOException e) {
            LOG.debug("Cannot tell which container calls from {}", address, e);
            return Optional.of(Caller.nobody("Which container calls can't be told: " + e.getMessage(), address));
        }
    }

    private Caller judge(List<Workload> there, List<Workload> running, TcpConnection connection, String address)
            throws IOException {
        Workload container = there.getFirst();
        String name = "the container '" + container.name() + "'";
        String label = container.labels().get(LABEL);
        if (there.size() > 1) {
            return Caller.nobody("Several containers have its address", address);
        }
        if (label == null) {
            return Caller.nobody("Its address is that of " + name + ", which has no label " + LABEL, address);
        }
        Optional<Role> role = Role.ofLabel(label).filter(found -> found != Role.OPEN);
        if (role.isEmpty()) {
            return Caller.nobody(
                    "Its address is that of " + name + ", whose label " + LABEL + " is none of read, operate and admin",
                    address);
        }
        if (!sockets.hasItsOwnNamespace(container, running)) {
            return Caller.nobody("Its address is that of " + name + ", which shares its network with others", address);
        }
        if (!sockets.has(container, connection)) {
            return Caller.nobody("Its address is that of " + name + ", which doesn't have this connection", address);
        }
        if (!label.equals(labels.of(container.id()).get(LABEL))) {
            return Caller.nobody("It is " + name + ", which has its label " + LABEL + " from its image", address);
        }
        return new Caller(
                Caller.Kind.CONTAINER,
                container.name(),
                role.get(),
                "It is " + name + ", labelled " + LABEL + "=" + label,
                address);
    }

    private static boolean isAt(Workload container, InetAddress address) {
        return container.addresses().stream().map(InetAddress::ofLiteral).anyMatch(address::equals);
    }
}
