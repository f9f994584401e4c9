package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /rll/login/control} and {@code /rll/debug/cookbook} over a socket. */
class KeptControlsTest {

    private static final String LOGIN = "/rll/login/control";
    private static final String COOKBOOK = "/rll/debug/cookbook";

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void keepsWhetherLoginIsManagedAndSaysThatItIsNot() throws Exception {
        assertThat(RllClient.ask(agent, "GET", LOGIN).body()).startsWith("enable_login: off\neffect: none");
        assertThat(RllClient.ask(agent, "PUT", LOGIN + "?enable_login=compat").status())
                .isEqualTo(200);
        assertThat(RllClient.ask(agent, "PUT", LOGIN).status()).isEqualTo(200);
        agent.close();
        agent = new RunningAgent(home);
        assertThat(RllClient.ask(agent, "GET", LOGIN).body()).startsWith("enable_login: compat\n");
        assertThat(RllClient.form(agent, "PUT", LOGIN, "enable_login=on").body())
                .startsWith("enable_login: on\n");
    }

    @Test
    void keepsTheCookbookUntilItIsRemoved() throws Exception {
        assertThat(RllClient.ask(agent, "GET", COOKBOOK).body()).isEqualTo("\n");
        assertThat(RllClient.ask(agent, "PUT", COOKBOOK + "?path=/srv/one").status())
                .isEqualTo(200);
        agent.close();
        agent = new RunningAgent(home);
        assertThat(RllClient.ask(agent, "GET", COOKBOOK).body()).isEqualTo("/srv/one\n");
        assertThat(RllClient.form(agent, "PUT", COOKBOOK, "path=%2Fsrv%2Ftwo").body())
                .isEqualTo("/srv/two\n");
        assertThat(RllClient.ask(agent, "DELETE", COOKBOOK).status()).isEqualTo(204);
        assertThat(RllClient.ask(agent, "GET", COOKBOOK).body()).isEqualTo("\n");
    }

    @ParameterizedTest
    @CsvSource({
        LOGIN + "?enable_login=maybe, 'maybe'",
        LOGIN + "?enable=on, unknown-parameter",
        COOKBOOK + ", path",
        COOKBOOK + "?path=relative, absolute",
        COOKBOOK + "?path=/a%0Ab, absolute"
    })
    void refusesWhatMakesNoSense(String target, String words) throws Exception {
        RllClient.Answer answer = RllClient.ask(agent, "PUT", target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        assertThat(RllClient.ask(agent, "GET", LOGIN).body()).startsWith("enable_login: off\n");
        assertThat(RllClient.ask(agent, "GET", COOKBOOK).body()).isEqualTo("\n");
    }
}
