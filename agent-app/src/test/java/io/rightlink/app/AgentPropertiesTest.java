package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sets in the state directory. */
class AgentPropertiesTest {

    @TempDir
    Path home;

    @Test
    void theFileOfTheStateDirectoryHoldsAndTheCommandLineHoldsMore() throws Exception {
        Files.createDirectories(home.resolve("state"));
        Files.writeString(
                home.resolve("state/agent.properties"),
                "rightlink.listen.names=agent.example\nrightlink.run-directory=" + home.resolve("other") + "\n");

        try (RunningAgent agent = new RunningAgent(home)) {
            assertThat(statusOf(agent, "agent.example")).isEqualTo("200");
            assertThat(statusOf(agent, "localhost")).isEqualTo("421");
            assertThat(home.resolve("run/secret")).exists();
            assertThat(home.resolve("other")).doesNotExist();
        }
    }

    private static String statusOf(RunningAgent agent, String host) throws Exception {
        String answer = RawCaller.answerTo(
                agent.port(),
                "GET /actuator/health/liveness HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }
}
