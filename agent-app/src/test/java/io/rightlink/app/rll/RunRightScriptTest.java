package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.rll.RllClient.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** {@code /rll/run} over a socket, with what RightLink 10's client and its scripts send. */
@Timeout(120)
class RunRightScriptTest {

    private static final String RUN = "/rll/run/right_script?right_script=";
    private static final Pattern LOCATION = Pattern.compile("(?m)^Location: (/v1/runs/rll-[0-9a-f-]{36})\r?$");

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() throws Exception {
        agent = new RunningAgent(home);
        put("ok", "echo \"hello $WHO\"; echo to-error >&2");
        put("bad", "echo begun; exit 3");
        put("killed", "echo begun; kill -9 $$");
        put("slow", "echo begun; sleep 2; echo ended");
        put("slow-bad", "echo begun; sleep 2; echo still; exit 7");
        put("silent", "sleep 3; echo alive > \"$FILE\"");
        put("broken", "exec /nothing/here");
    }

    @Test
    void answersTheOutputOfAScriptThatEndsAtOnce() throws Exception {
        Answer answer = RllClient.ask(agent, "POST", RUN + "ok&arguments%5BWHO%5D=text%3Aw%C3%B6rld");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).containsIgnoringCase("content-type: text/plain;charset=utf-8");
        assertThat(answer.body()).isEqualTo("hello w\u00f6rld\nto-error\n");
        assertThat(agent.get(runOf(answer)).at("/state").asString()).isEqualTo("succeeded");
        assertThat(agent.get(runOf(answer)).at("/scriptName").asString()).isEqualTo("ok");
        assertThat(agent.get(runOf(answer)).at("/placement").asString()).isEqualTo("agent");
        assertThat(agent.get(runOf(answer)).at("/thread").asString()).isEqualTo("default");
    }

    @Test
    void takesArgumentsInBracketsAsTheyStandAndInAForm() throws Exception {
        assertThat(RllClient.ask(agent, "POST", RUN + "ok&arguments[WHO]=text:you")
                        .body())
                .startsWith("hello you\n");
        assertThat(RllClient.form(
                                agent,
                                "POST",
                                "/rll/run/right_script",
                                "right_script=ok&arguments%5BWHO%5D=array%3A%5B%22text%3Aa%22%2C%22text%3Ab%22%5D")
                        .body())
                .startsWith("hello a,b\n");
    }

    @ParameterizedTest
    @CsvSource({"bad, exited with 3", "killed, signal 9", "slow-bad, exited with 7", "broken, exited with 127"})
    void tellsByTheStatusThatAScriptHasFailedAndAnswersWhatItSaid(String script, String why) throws Exception {
        Answer answer = RllClient.ask(agent, "POST", RUN + script);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.body()).contains(why).containsPattern("\\[rightlink: the run 'rll-.*]\n$");
        if (!script.equals("broken")) {
            assertThat(answer.body()).startsWith("begun\n");
        }
        assertThat(agent.get(runOf(answer)).at("/state").asString()).isEqualTo("failed");
    }

    @Test
    void answersTheWholeOutputOfAScriptThatTakesTwoSeconds() throws Exception {
        Answer answer = RllClient.ask(agent, "POST", RUN + "slow");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("begun\nended\n");
    }

    @Test
    void sendsTheOutputAsItHappensToOneWhoFollows() throws Exception {
        try (RllClient client = RllClient.send(agent, "POST", RUN + "slow&follow=true")) {
            String head = client.readUntil("begun\n");
            Matcher run = LOCATION.matcher(head);
            assertThat(run.find()).isTrue();
            assertThat(agent.get(run.group(1)).at("/state").asString()).isEqualTo("running");
            assertThat(client.readUntil("0\r\n\r\n")).contains("ended\n");
            assertThat(head).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void breaksOffTheAnswerThatHasBegunWhenTheScriptFails(CapturedOutput output) throws Exception {
        try (RllClient client = RllClient.send(agent, "POST", RUN + "slow-bad&follow=true")) {
            Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("begun\nstill\n").endsWith("exited with 7]\n");
            assertThat(answer.isWhole()).isFalse();
            assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
        }
    }

    @Test
    void beginsAnAnswerByItselfBeforeItsClientGivesUp(@TempDir Path other) throws Exception {
        try (RunningAgent hasty = new RunningAgent(other, "--rightlink.rll.status-within=200ms")) {
            put(hasty, "slow", "echo begun; sleep 3; echo ended");
            try (RllClient client = RllClient.send(hasty, "POST", RUN + "slow")) {
                String begun = client.readUntil("begun\n");
                Matcher run = LOCATION.matcher(begun);
                assertThat(run.find()).isTrue();
                assertThat(hasty.get(run.group(1)).at("/state").asString()).isEqualTo("running");
                assertThat(client.readUntil("0\r\n\r\n")).contains("ended\n");
            }
        }
    }

    @Test
    void goesOnWhenTheCallerGoesAway(@TempDir Path files) throws Exception {
        Path alive = files.resolve("alive");
        RllClient client = RllClient.send(agent, "POST", RUN + "silent&follow=true&arguments[FILE]=text:" + alive);
        client.readUntil("\r\n\r\n");
        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> alive.toFile()
                .exists());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "right_script=nothing 404 script-not-found",
                "right_script_id=7 404 right-script-not-found",
                "right_script_id=x 400 invalid-parameter",
                "follow=false 400 right_script",
                "right_script=../x 400 invalid-script-name",
                "right_script=ok&argument[A]=text:x 400 unknown-parameter",
                "right_script=ok&arguments[]=text:x 400 unknown-parameter",
                "right_script=ok&arguments=text:x 400 unknown-parameter",
                "right_script=ok&arguments[A]=x 400 text:",
                "right_script=ok&arguments[A]= 400 invalid-parameter",
                "right_script=ok&arguments[A-B]=text:x 400 A-B",
                "right_script=ok&arguments[A]=text:x&arguments[A]=text:y 400 arguments[A]"
            })
    void runsNothingThatMakesNoSense(String query, int status, String words) throws Exception {
        int before = agent.get("/v1/runs").at("/items").size();

        Answer answer = RllClient.ask(agent, "POST", "/rll/run/right_script?" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("application/problem+json");
        assertThat(answer.body()).contains(words);
        assertThat(agent.get("/v1/runs").at("/items").size()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "recipe=rll::x 422 recipes-not-supported",
                "recipe=rll::x&arguments[a/b]=text:1&json=%7B%7D 422 recipes-not-supported",
                "json=%7B%7D 400 recipe",
                "recipe=rll::x&json=%5B 400 json",
                "recipe=rll::x&arguments[a]=1 400 arguments[a]"
            })
    void runsNoRecipeAndSaysSo(String query, int status, String words) throws Exception {
        Answer answer = RllClient.ask(agent, "POST", "/rll/run/recipe?" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("application/problem+json");
        assertThat(answer.body()).contains(words);
    }

    private static String runOf(Answer answer) {
        Matcher location = LOCATION.matcher(answer.head());
        assertThat(location.find()).as(answer.head()).isTrue();
        return location.group(1);
    }

    private static void put(String name, String script) throws Exception {
        put(agent, name, script);
    }

    private static void put(RunningAgent agent, String name, String script) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + agent.port() + "/v1/scripts/" + name))
                .PUT(BodyPublishers.ofString("#!/bin/sh\n" + script + "\n"))
                .header("X-RLL-Secret", agent.secret())
                .header("Content-Type", "text/plain")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
    }
}
