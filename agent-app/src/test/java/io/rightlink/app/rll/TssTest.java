package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /rll/tss} over a socket, with what RightLink 10's client sends. */
class TssTest {

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void controlsTheLevelAndTheIdOverARestart() throws Exception {
        HttpResponse<String> first = agent.send("GET", "/rll/tss/control", "");
        assertThat(first.body()).isEqualTo("enable_monitoring: all\ntss_id:\n");
        assertThat(first.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));

        assertThat(agent.send("PUT", "/rll/tss/control?enable_monitoring=false", "")
                        .body())
                .isEqualTo("enable_monitoring: none\ntss_id:\n");
        assertThat(agent.send("PUT", "/rll/tss/control?tss_id=03-7ABC&enable_monitoring=util", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.send("PUT", "/rll/tss/control", "").statusCode()).isEqualTo(200);
        agent.close();
        agent = new RunningAgent(home);
        assertThat(agent.send("GET", "/rll/tss/control", "").body())
                .isEqualTo("enable_monitoring: util\ntss_id: 03-7ABC\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/rll/tss/control?enable_monitoring=some&tss_id=x, 'some'",
        "/rll/tss/control?tss_id=a%2Fb&enable_monitoring=none, tss_id",
        "/rll/tss/control?tss=x, 'tss'",
        "/rll/tss/hostname, hostname",
        "/rll/tss/hostname?hostname=https://x/, hostname",
        "/rll/tss/exec/a, executable",
        "/rll/tss/exec/a?executable=true, absolute",
        "/rll/tss/exec/a%20b?executable=/bin/true, name"
    })
    void refusesWhatMakesNoSenseAndChangesNothing(String request, String words) throws Exception {
        HttpResponse<String> answer = agent.send("PUT", request, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        assertThat(agent.send("GET", "/rll/tss/control", "").body()).isEqualTo("enable_monitoring: all\ntss_id:\n");
        assertThat(agent.send("GET", "/rll/tss/exec", "").body()).isEmpty();
    }

    @Test
    void keepsTheNameOfTheServer() throws Exception {
        assertThat(agent.send("GET", "/rll/tss/hostname", "").body()).isEqualTo("\n");
        assertThat(agent.send("PUT", "/rll/tss/hostname?hostname=tss3.example.com", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.send("GET", "/rll/tss/hostname", "").body()).isEqualTo("tss3.example.com\n");
    }

    @Test
    void addsChangesAndRemovesPlugins() throws Exception {
        String plugin = "/rll/tss/exec/haproxy-stat";
        assertThat(agent.send("GET", plugin, "").statusCode()).isEqualTo(404);

        assertThat(agent.send("PUT", plugin + "?executable=/bin/sleep&arguments%5B%5D=1000,5", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.send("GET", plugin, "").body()).isEqualTo("executable: /bin/sleep\narguments: [\"1000,5\"]\n");
        assertThat(agent.send("PUT", plugin + "?executable=/bin/sleep&arguments%5B%5D=1000&arguments%5B%5D=5", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(agent.send("PUT", "/rll/tss/exec/none?executable=/bin/true", "")
                        .statusCode())
                .isEqualTo(200);
        agent.close();
        agent = new RunningAgent(home);
        assertThat(agent.send("GET", "/rll/tss/exec", "").body())
                .isEqualTo("haproxy-stat: [\"/bin/sleep\",\"1000\",\"5\"]\nnone: [\"/bin/true\"]\n");

        assertThat(agent.send("DELETE", plugin, "").statusCode()).isEqualTo(204);
        assertThat(agent.send("DELETE", plugin, "").statusCode()).isEqualTo(404);
        assertThat(agent.send("GET", "/rll/tss/exec", "").body()).isEqualTo("none: [\"/bin/true\"]\n");
    }
}
