package io.rightlink.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.Agent;
import io.rightlink.core.testing.TestbedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Containers of a real host that call its agent, which is in the host's network and sees the host's processes. */
@Timeout(300)
class ContainerCallersIT {

    private static final String IMAGE = TestbedHost.BUSYBOX;
    private static final String PORT = "18088";

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @TempDir
    static Path home;

    private static Process agent;
    private static String bridge;

    @BeforeAll
    static void start() throws Exception {
        host.load(IMAGE);
        bridge = host.sh("ip -4 -o address show docker0 | sed 's,.*inet \\([0-9.]*\\)/.*,\\1,'")
                .trim();
        host.sh("docker network create --subnet 10.99.0.0/24 other");
        agent = new ProcessBuilder(List.of(
                        "nsenter",
                        "--net=" + host.root().resolve("proc/1/ns/net"),
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Agent.class.getName(),
                        "--server.port=" + PORT,
                        "--rightlink.rootfs=" + host.root(),
                        "--rightlink.state-directory=" + home.resolve("state"),
                        "--rightlink.run-directory=" + home.resolve("run"),
                        "--rightlink.systemd.bus-socket=" + host.systemBus(),
                        "--rightlink.docker.host=unix://" + host.dockerSocket()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> host.sh(
                        "curl -s http://" + bridge + ":" + PORT + "/v1/whoami || true")
                .contains("nobody"));
    }

    @AfterAll
    static void stop() throws Exception {
        agent.destroy();
        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void remove() throws Exception {
        host.sh("docker ps -aq | xargs -r docker rm -f");
    }

    @Test
    void haveTheRoleOfTheirLabelAndNoMore() throws Exception {
        run("reader", "--label io.rightlink.access=read");

        assertThat(whoami("reader").path("kind").asString()).isEqualTo("container");
        assertThat(whoami("reader").path("name").asString()).isEqualTo("reader");
        assertThat(whoami("reader").path("role").asString()).isEqualTo("read");
        assertThat(status("reader", "", "/v1/containers")).isEqualTo("200");
        assertThat(status("reader", "--post-data=", "/v1/containers/reader/restart"))
                .isEqualTo("403");
        assertThat(status("reader", "--header=X-RLL-Secret:wrong", "/v1/containers"))
                .as("who presents what is wrong is judged by that")
                .isEqualTo("401");
    }

    @Test
    void areNobodyWithoutALabel() throws Exception {
        run("plain", "");

        assertThat(whoami("plain").path("reason").asString()).contains("'plain', which has no label");
        assertThat(status("plain", "", "/v1/containers")).isEqualTo("401");
        assertThat(status("plain", "--post-data=", "/v1/containers/plain/restart"))
                .isEqualTo("401");
    }

    @Test
    void areNobodyInTheNetworkOfTheHost() throws Exception {
        run("hostly", "--network host --label io.rightlink.access=admin");

        assertThat(whoami("hostly").path("kind").asString()).isEqualTo("nobody");
        assertThat(status("hostly", "", "/v1/containers")).isEqualTo("401");
    }

    @Test
    void areNobodyInTheNetworkOfAnother() throws Exception {
        run("first", "--label io.rightlink.access=read");
        assertThat(whoami("first").path("role").asString()).isEqualTo("read");
        run("second", "--network container:first --label io.rightlink.access=admin");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(whoami("second").path("reason").asString()).contains("shares its network"));
        assertThat(whoami("first").path("kind").asString()).isEqualTo("nobody");
    }

    @Test
    void getNothingFromTheFormerOwnerOfTheirAddress() throws Exception {
        run("former", "--network other --ip 10.99.0.5 --label io.rightlink.access=admin");
        assertThat(whoami("former").path("role").asString()).isEqualTo("admin");
        host.sh("docker rm -f former && docker run -d --name heir --network other --ip 10.99.0.5 " + IMAGE
                + " sleep 1000");

        assertThat(whoami("heir").path("kind").asString()).isEqualTo("nobody");
        assertThat(whoami("heir").path("address").asString()).startsWith("10.99.0.5:");
    }

    @Test
    void getNothingFromANeighbourWhoseAddressTheyTake() throws Exception {
        run("owner", "--network other --ip 10.99.0.6 --cap-add NET_ADMIN --label io.rightlink.access=admin");
        assertThat(whoami("owner").path("role").asString()).isEqualTo("admin");
        run("thief", "--network other --ip 10.99.0.7 --cap-add NET_ADMIN --cap-add NET_RAW");
        host.sh("docker exec owner ip link set eth0 down; ip neigh flush all;"
                + " docker exec thief sh -c 'ip address flush dev eth0; ip address add 10.99.0.6/24 dev eth0;"
                + " ip route add default via 10.99.0.1'");

        JsonNode thief = whoami("thief");
        assertThat(thief.path("address").asString()).startsWith("10.99.0.6:");
        assertThat(thief.path("kind").asString()).isEqualTo("nobody");
        assertThat(thief.path("reason").asString()).contains("'owner', which doesn't have this connection");
        assertThat(status("thief", "", "/v1/containers")).isEqualTo("401");
    }

    @Test
    void getNothingFromALabelOfTheirImage() throws Exception {
        run("maker", "");
        host.sh("docker commit --change 'LABEL io.rightlink.access=admin' maker labelled:1");
        host.sh("docker run -d --name bearer labelled:1 sleep 1000;"
                + " docker run -d --name given --label io.rightlink.access=read labelled:1 sleep 1000");

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(whoami("bearer").path("reason").asString()).contains("from its image"));
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(whoami("given").path("role").asString()).isEqualTo("read"));
    }

    private static void run(String name, String options) throws Exception {
        host.sh("docker run -d --name " + name + " " + options + " " + IMAGE + " sleep 1000");
        Awaitility.await().until(() -> host.sh("curl -s -H \"X-RLL-Secret: " + secret() + "\" http://" + bridge + ":"
                        + PORT + "/v1/containers/" + name)
                .contains("\"running\""));
    }

    private static String secret() throws Exception {
        return Files.readAllLines(home.resolve("run/secret")).get(1).substring("RS_RLL_SECRET=".length());
    }

    private static JsonNode whoami(String container) throws Exception {
        return JsonMapper.shared()
                .readTree(host.sh(
                        "docker exec " + container + " wget -q -O - http://" + bridge + ":" + PORT + "/v1/whoami"));
    }

    private static String status(String container, String option, String path) throws Exception {
        String head = host.sh("docker exec " + container + " wget -S -O /dev/null " + option + " http://" + bridge + ":"
                + PORT + path + " 2>&1 || true");
        return head.replaceAll("(?s).*?HTTP/1.1 (\\d{3}).*", "$1");
    }
}
