package io.rightlink.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.client.Commands.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands, and the agent that they ask, on a machine with neither D-Bus nor Docker. */
class AgentCommandsTest {

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
        Awaitility.await().until(() -> agent.get("/v1/host").at("/bootState").asString(), "operational"::equals);
    }

    @Test
    void tellTheStatusOfAHostThatLacksParts() throws Exception {
        Result status = commands().execute("status");

        assertThat(status.status()).as(status.err()).isZero();
        assertThat(status.out())
                .contains(agent.get("/v1/host").at("/hostname").asString())
                .containsPattern("agent +\\d+\\.\\d+\\.\\d+ +on the host itself, started \\d{4}-")
                .containsPattern("boot +operational")
                .containsPattern("health +UP +.*docker UNKNOWN: .*no-docker.sock")
                .containsPattern("units +unknown +.*no-bus")
                .containsPattern("alerts +0 firing");
    }

    @Test
    void tellTheStatusAsTheApisOwnJson() {
        JsonNode status = JsonMapper.shared()
                .readTree(commands().execute("status", "--json").out());

        assertThat(status.propertyNames()).containsExactly("host", "health", "units", "containers", "alerts");
        assertThat(status.at("/host/bootState").asString()).isEqualTo("operational");
        assertThat(status.at("/units/type").asString()).isEqualTo("urn:rightlink:problem:systemd-unavailable");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 3, 3",
        "exit 255, 255",
        "kill -9 $$, 137",
        "kill -TERM $$, 143",
        "sleep 100 & wait, 124"
    })
    void exitAsTheScriptDoes(String body, int status) {
        Result run = commands()
                .reading("#!/bin/bash\necho begun\n" + body + "\n")
                .execute("run", "--file", "-", "--timeout", status == 124 ? "1s" : "1m");

        assertThat(run.out()).isEqualTo("begun\n");
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.err()).contains(status == 124 ? "timedOut" : "");
    }

    @Test
    void runAScriptOfTheCatalogueWithInputs() throws Exception {
        put("greet", "#!/bin/sh\necho \"$ONE $TWO\" >&2\n");

        Result run = commands()
                .execute("run", "greet", "--input", "ONE=a=b c", "--input", "TWO=text:text:ü", "--thread", "t");

        assertThat(run).isEqualTo(new Result(0, "a=b c text:ü\n", ""));
    }

    @Test
    void runAFileAndTellOfItAsJson() throws Exception {
        Path script = Files.writeString(home.resolve("a script"), "#!/bin/sh\necho hidden; exit 4\n");

        Result run = commands().execute("run", "--file", script.toString(), "--json", "--id", "as-json");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.out())
                .isEqualTo(agent.send("GET", "/v1/runs/as-json", "").body() + System.lineSeparator());
    }

    @Test
    void followARunThatIsGivenAgainInsteadOfStartingItTwice() {
        Commands again = commands().reading("#!/bin/sh\necho $RANDOM$$\nexit 5\n");

        Result first = again.execute("run", "--file=-", "--id=twice");
        Result second = again.execute("run", "--file=-", "--id=twice");

        assertThat(second).isEqualTo(first);
        assertThat(first.status()).isEqualTo(5);
        Result other = commands().reading("#!/bin/sh\n").execute("run", "--file=-", "--id=twice");
        assertThat(other.status()).isEqualTo(123);
        assertThat(other.err()).contains("twice");
    }

    @Test
    void leaveARunAloneAndShowItsOutputAndCancelItLater() {
        Result run = commands().reading("#!/bin/sh\necho here\nsleep 1000\n").execute("run", "--file=-", "--detach");
        String id = run.out().trim();
        assertThat(run.status()).isZero();
        Awaitility.await().until(() -> commands().execute("logs", "run:" + id).out(), "here\n"::equals);

        assertThat(commands().execute("cancel", id))
                .isEqualTo(new Result(0, "", "rightlink: The run '" + id + "' is cancelled\n"));

        Result followed = commands().execute("logs", "-f", "run:" + id);
        assertThat(followed).isEqualTo(new Result(0, "here\n", ""));
    }

    @Test
    void writeATokensValueAloneToStandardOutput() throws Exception {
        Result created = commands().execute("token", "create", "ci", "--role", "read", "--expires", "12h");

        assertThat(created.status()).isZero();
        assertThat(created.out()).matches("rlt_[A-Za-z0-9]{12}_[A-Za-z0-9]{32}\\R");
        String value = created.out().trim();
        assertThat(created.err()).contains("'ci'", "read").doesNotContain(value);
        assertThat(commands().execute("token", "list").out())
                .containsPattern("ci +read +valid")
                .doesNotContain(value);

        Path file = Files.writeString(home.resolve("token"), value + "\n");
        String[] asReader = {"--address", "127.0.0.1:" + agent.port(), "--secret-file", file.toString()};
        assertThat(new Commands(file)
                        .execute("status", asReader[0], asReader[1], asReader[2], asReader[3])
                        .status())
                .isZero();
        Result refused = new Commands(file).execute("token", "list", asReader[0], asReader[1]);
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).startsWith("rightlink: ").contains("admin");
        assertThat(new Commands(file)
                        .reading("#!/bin/sh\n")
                        .execute("run", "--file=-", asReader[0], asReader[1])
                        .status())
                .isEqualTo(122);

        assertThat(commands().execute("token", "revoke", "ci").status()).isZero();
        Result gone = commands().execute("token", "revoke", "ci");
        assertThat(gone.status()).isEqualTo(5);
        assertThat(gone.err()).contains("no token of the name 'ci'");
    }

    @ParameterizedTest
    @CsvSource({
        "units, 1, no-bus",
        "containers, 1, no-docker.sock",
        "logs web, 1, no-docker.sock",
        "logs run:none, 5, none",
        "cancel none, 5, none",
        "run none, 123, none",
        "run, 120, --file",
        "run a --file b, 120, mutually exclusive",
        "run a --timeout soon, 120, 90s",
        "run a --placement moon, 123, moon",
        "run --file /nowhere, 120, /nowhere",
        "token create x, 2, --role",
        "token create x --role king, 1, role",
        "token, 2, 'list, create'",
        "logs web --json, 2, unit:NAME",
        "logs run:x --tail 3, 2, --tail",
        "containers -a --state dead, 2, mutually exclusive",
        "status --address http://x, 2, --address",
        "status --address 127.0.0.1:1, 3, 127.0.0.1:1",
        "status --secret-file /nowhere/secret, 3, systemctl status rightlink",
        "run a --secret-file /nowhere/secret, 121, /nowhere/secret"
    })
    void sayWhatIsWrongAndTellItByTheirStatus(String arguments, int status, String word) {
        Result result = commands().execute(arguments.split(" ", -1));

        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.err()).contains(word).doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void refuseASecretThatIsntTheAgentsWithoutShowingIt() throws Exception {
        Path wrong =
                Files.writeString(home.resolve("wrong"), "RS_RLL_PORT=" + agent.port() + "\nRS_RLL_SECRET=guess\n");

        Result result = new Commands(wrong).execute("status");

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err()).contains("caller isn't known").doesNotContain("guess");
    }

    private static Commands commands() {
        return new Commands(home.resolve("run/secret"));
    }

    private static void put(String script, String source) throws Exception {
        Path directory = Files.createDirectories(home.resolve("state/scripts").resolve(script));
        Files.writeString(directory.resolve("script"), source);
    }
}
