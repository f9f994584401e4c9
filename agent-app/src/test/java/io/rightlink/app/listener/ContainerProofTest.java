package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over tables as a little-endian kernel wrote them: 172.17.0.3:40122 calls 172.17.0.1:88. */
class ContainerProofTest {

    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String REST =
            " 00000000:00000000 02:000AFC40 00000000     0        0 17879395 2 000000007ea8e323 20 4 30 10 -1\n";
    private static final String CALL = "   1: 030011AC:9CBA 010011AC:0058 01" + REST;
    private static final String ID = "5e37".repeat(16);
    private static final String OTHER_ID = "77aa".repeat(16);

    @TempDir
    Path root;

    private final List<Workload> running = new ArrayList<>();
    private final Map<String, Map<String, String>> ownLabels = new HashMap<>();

    @BeforeEach
    void aHost() throws IOException {
        table("1", "tcp", "");
        table("self", "tcp", "");
    }

    @ParameterizedTest
    @CsvSource({"read, READ", "operate, OPERATE", "admin, ADMIN"})
    void grantsTheLabelsRoleToTheContainerThatHasTheConnection(String label, Role role) throws IOException {
        container(7, ID, "172.17.0.3", label);
        table("7", "tcp", CALL);

        assertThat(caller()).hasValueSatisfying(found -> {
            assertThat(found.kind()).isEqualTo(Caller.Kind.CONTAINER);
            assertThat(found.role()).isEqualTo(role);
            assertThat(found.name()).isEqualTo("c7");
        });
    }

    @Test
    void findsAnIpv4ConnectionAmongThoseOfIpv6() throws IOException {
        container(7, ID, "172.17.0.3", "read");
        table(
                "7",
                "tcp6",
                "   1: 0000000000000000FFFF0000030011AC:9CBA 0000000000000000FFFF0000010011AC:0058 01" + REST);

        assertThat(caller()).map(Caller::role).contains(Role.READ);
    }

    @Test
    void findsAnIpv6Connection() throws IOException {
        container(7, ID, "fd00:0::3", "read");
        table(
                "7",
                "tcp6",
                "   1: 000000FD000000000000000003000000:9CBA 000000FD000000000000000001000000:0058 01" + REST);

        assertThat(proof().of(connection("fd00::3", "fd00::1"), "x"))
                .map(Caller::role)
                .contains(Role.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   1: 030011AC:9CBA 010011AC:0058 06" + REST,
                "   1: 030011AC:9CBA 010011AC:0058 0A" + REST,
                "   1: 030011AC:9CBB 010011AC:0058 01" + REST,
                "   1: 030011AC:9CBA 010011AC:0059 01" + REST,
                "   1: 030011AC:9CBA 020011AC:0058 01" + REST,
                "   1: 040011AC:9CBA 010011AC:0058 01" + REST,
                "   1: 010011AC:0058 030011AC:9CBA 01" + REST
            })
    void grantsNothingWithoutThisVeryConnection(String line) throws IOException {
        container(7, ID, "172.17.0.3", "admin");
        table("7", "tcp", line);

        assertNobody("doesn't have this connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open", "root", "READ", " read", "read,admin"})
    void grantsNothingForALabelItDoesNotKnow(String label) throws IOException {
        container(7, ID, "172.17.0.3", label);
        table("7", "tcp", CALL);

        assertNobody("is none of read, operate and admin");
    }

    @Test
    void grantsNothingWithoutALabel() throws IOException {
        container(7, ID, "172.17.0.3", null);
        table("7", "tcp", CALL);

        assertNobody("has no label");
    }

    @Test
    void grantsNothingForALabelOfTheImage() throws IOException {
        container(7, ID, "172.17.0.3", "admin");
        ownLabels.put(ID, Map.of());
        table("7", "tcp", CALL);

        assertNobody("from its image");
    }

    @Test
    void grantsNothingToWhoSharesAnothersNamespace() throws IOException {
        container(7, ID, "172.17.0.3", "admin");
        container(8, OTHER_ID, "", "read");
        table("7", "tcp", CALL);
        share("7", "8");

        assertNobody("shares its network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "self"})
    void grantsNothingInTheNamespaceOfTheHostOrOfTheAgent(String whose) throws IOException {
        container(7, ID, "172.17.0.3", "admin");
        table("7", "tcp", CALL);
        share("7", whose);

        assertNobody("shares its network");
    }

    @Test
    void grantsNothingToAProcessThatIsNotTheContainers() throws IOException {
        container(7, ID, "172.17.0.3", "admin");
        table("7", "tcp", CALL);
        Files.writeString(root.resolve("proc/7/cgroup"), "0::/system.slice/docker-" + OTHER_ID + ".scope\n");

        assertNobody("doesn't have this connection");
    }

    @Test
    void grantsNothingToAContainerThatIsGone() throws IOException {
        container(7, ID, "172.17.0.3", "admin");

        assertNobody("can't be told");
    }

    @Test
    void grantsNothingWhereTwoContainersHaveTheAddress() throws IOException {
        container(7, ID, "172.17.0.3", "admin");
        container(8, OTHER_ID, "172.17.0.3", "admin");
        table("7", "tcp", CALL);
        table("8", "tcp", "");

        assertNobody("Several containers");
    }

    @Test
    void grantsNothingWhileItIsNotKnownWhichContainersRun() {
        Workloads unknown = () -> {
            throw new UnavailableException("docker-unavailable", "Docker is away");
        };

        assertThat(new ContainerProof(unknown, id -> ownLabels.getOrDefault(id, Map.of()), sockets())
                        .of(connection("172.17.0.3", "172.17.0.1"), "x"))
                .hasValueSatisfying(found -> {
                    assertThat(found.isKnown()).isFalse();
                    assertThat(found.reason()).contains("Docker is away");
                });
    }

    @Test
    void hasNothingToSayOfAnAddressThatIsNoContainers() {
        assertThat(caller()).isEmpty();
    }

    private void assertNobody(String reason) {
        assertThat(caller()).hasValueSatisfying(found -> {
            assertThat(found.isKnown()).isFalse();
            assertThat(found.role()).isEqualTo(Role.OPEN);
            assertThat(found.reason()).contains(reason);
        });
    }

    private Optional<Caller> caller() {
        return proof().of(connection("172.17.0.3", "172.17.0.1"), "172.17.0.3:40122");
    }

    private ContainerProof proof() {
        return new ContainerProof(() -> running, id -> ownLabels.getOrDefault(id, Map.of()), sockets());
    }

    private ContainerSockets sockets() {
        return new ContainerSockets(new Rootfs(root), root.resolve("proc"));
    }

    private static TcpConnection connection(String caller, String agent) {
        return new TcpConnection(InetAddress.ofLiteral(caller), 40122, InetAddress.ofLiteral(agent), 88);
    }

    private void container(long pid, String id, String address, @Nullable String label) throws IOException {
        Map<String, String> labels = label == null ? Map.of() : Map.of(ContainerProof.LABEL, label);
        ownLabels.put(id, labels);
        running.add(new Workload(
                id,
                "c" + pid,
                "busybox",
                pid,
                "bridge",
                address.isEmpty() ? List.of() : List.of(address),
                labels,
                Optional.empty(),
                Optional.empty()));
        Files.createDirectories(root.resolve("proc/" + pid + "/net"));
        Files.writeString(
                root.resolve("proc/" + pid + "/cgroup"), "4:memory:/docker/" + id + "\n0::/docker/" + id + "\n");
    }

    private void table(String process, String name, String lines) throws IOException {
        Path net = Files.createDirectories(root.resolve("proc/" + process + "/net"));
        Files.writeString(net.resolve(name), HEADING + lines);
        if (name.equals("tcp6")) {
            Files.writeString(net.resolve("tcp"), HEADING);
        }
    }

    /** One file under two names has one inode, as a namespace's table has. */
    private void share(String process, String other) throws IOException {
        Path theirs =
                Files.createDirectories(root.resolve("proc/" + other + "/net")).resolve("tcp");
        Files.deleteIfExists(theirs);
        Files.createLink(theirs, root.resolve("proc/" + process + "/net/tcp"));
    }
}
