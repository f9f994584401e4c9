package io.rightlink.app.client;

import static io.rightlink.app.client.StubAgent.brokenOff;
import static io.rightlink.app.client.StubAgent.json;
import static io.rightlink.app.client.StubAgent.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.client.Commands.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands make of an agent's answers, and what they do when these are lost. */
class ListCommandsTest {

    private static final String UNITS = """
            {"asOf":"2026-01-02T03:04:05Z","complete":true,"items":[
            {"name":"docker.service","description":"Docker Application Container Engine","loadState":"loaded","activeState":"active","subState":"running","unitFileState":"enabled"},
            {"name":"bad.service","description":"Evil \\u001b[2J title","loadState":"loaded","activeState":"failed","subState":"failed"}]}""";
    private static final String CONTAINERS = """
            {"asOf":"2026-01-02T03:04:05Z","complete":false,"reason":"the engine is away","items":[
            {"id":"0123456789abcdef","name":"web","image":"nginx:1.27","state":"running","status":"Up 3 hours (unhealthy)","health":"unhealthy",
             "ports":[{"ip":"0.0.0.0","privatePort":80,"publicPort":8080,"type":"tcp"},{"privatePort":443,"type":"tcp"}]}]}""";

    @TempDir
    Path home;

    @AutoClose
    private StubAgent agent;

    private Commands commands;

    @BeforeEach
    void start() throws IOException {
        agent = new StubAgent();
        commands = new Commands(agent.writeSecret(home));
    }

    @Test
    void alignTheUnitsAndKeepEscapesFromTheTerminal() {
        agent.on("GET /v1/units", json(200, UNITS));

        Result result = commands.execute("units", "*.service", "d*", "--state", "failed,running");

        assertThat(result.out().replace(System.lineSeparator(), "\n")).isEqualTo("""
                UNIT            LOAD    ACTIVE  SUB      FILE     DESCRIPTION
                docker.service  loaded  active  running  enabled  Docker Application Container Engine
                bad.service     loaded  failed  failed            Evil \uFFFD[2J title
                """);
        assertThat(result.status()).isZero();
        assertThat(agent.asked)
                .containsExactly("GET /v1/units?pattern=*.service&pattern=d*&state=failed&state=running ");
    }

    @Test
    void fitTheTerminalAndMarkWhatIsBad() {
        agent.on("GET /v1/units", json(200, UNITS));

        String out = commands.onATerminal(60).execute("units").out();

        assertThat(out).contains("\u001B[31mfailed\u001B[0m").contains("…");
        assertThat(out.replaceAll("\u001B\\[\\d+m", "").lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void passTheApisJsonOnUnchanged() {
        agent.on("GET /v1/units", json(200, UNITS)).on("GET /v1/containers", json(200, CONTAINERS));

        assertThat(commands.execute("units", "--json").out()).isEqualTo(UNITS + System.lineSeparator());
        assertThat(commands.execute("containers", "--json").out()).isEqualTo(CONTAINERS + System.lineSeparator());
    }

    @Test
    void listContainersThatRunUnlessToldOtherwiseAndSayWhatIsMissing() {
        agent.on("GET /v1/containers", json(200, CONTAINERS));

        Result result = commands.execute("containers");
        Result all = commands.execute("containers", "--all");
        Result some = commands.execute("containers", "--state", "dead");

        assertThat(result.out())
                .contains(
                        "web   0123456789ab  nginx:1.27  unhealthy  Up 3 hours (unhealthy)  0.0.0.0:8080->80/tcp, 443/tcp");
        assertThat(result.err()).isEqualTo("rightlink: This isn't all: the engine is away\n");
        assertThat(all.status() + some.status()).isZero();
        assertThat(agent.asked)
                .containsExactly(
                        "GET /v1/containers?state=running&state=paused&state=restarting ",
                        "GET /v1/containers ",
                        "GET /v1/containers?state=dead ");
    }

    @Test
    void showLogsAndSayWhenOneBreaksOff() {
        agent.on("GET /v1/containers/web/logs", json(200, "one\ntwo\n"), brokenOff("one\n"));

        assertThat(commands.execute("logs", "web", "--tail", "2", "--since", "5m"))
                .isEqualTo(new Result(0, "one\ntwo\n", ""));
        Result broken = commands.execute("logs", "-f", "web");

        assertThat(broken.out()).isEqualTo("one\n");
        assertThat(broken.status()).isEqualTo(3);
        assertThat(broken.err()).contains("broke off");
        assertThat(agent.asked)
                .containsExactly(
                        "GET /v1/containers/web/logs?tail=2&since=5m&follow=false ",
                        "GET /v1/containers/web/logs?follow=true ");
    }

    @Test
    void showAUnitsJournal() {
        String entry =
                "{\"at\":\"2026-01-02T03:04:05.123456Z\",\"pid\":7,\"identifier\":\"nginx\",\"message\":\"up\\u001b\"}";
        agent.on(
                "GET /v1/units/web.service/journal",
                json(200, "{\"complete\":true,\"items\":[" + entry + "]}"),
                json(200, ": beat\n\nid: 1\ndata: " + entry + "\n\n"),
                json(200, "id: 1\ndata: " + entry + "\n\n"));
        String line = "2026-01-02T03:04:05Z nginx[7]: up\uFFFD" + System.lineSeparator();

        assertThat(commands.execute("logs", "unit:web.service", "-n", "5")).isEqualTo(new Result(0, line, ""));
        assertThat(commands.execute("logs", "unit:web.service", "-f")).isEqualTo(new Result(0, line, ""));
        assertThat(commands.execute("logs", "unit:web.service", "-f", "--json").out())
                .isEqualTo(entry + System.lineSeparator());
    }

    @Test
    void sendTheSameRunAgainWhenItsAnswerIsLost() {
        agent.on("PUT /v1/runs/r", lost(), json(200, "{}"))
                .on("GET /v1/runs/r/output", json(200, ""))
                .on("GET /v1/runs/r", json(200, "{\"state\":\"failed\",\"exitCode\":9}"));

        Result result = commands.execute("run", "greet", "--id", "r", "--input", "A=b");

        assertThat(result.status()).as(result.err()).isEqualTo(9);
        assertThat(agent.asked.subList(0, 2))
                .containsOnly("PUT /v1/runs/r {\"inputs\":{\"A\":\"text:b\"},\"script\":{\"name\":\"greet\"}}");
        assertThat(agent.asked.get(2)).startsWith("GET /v1/runs/r/output?offset=0&follow=true");
    }

    @Test
    void goOnWithTheOutputWhereItBrokeOff() {
        agent.on("PUT /v1/runs/r", json(201, "{}"))
                .on(
                        "GET /v1/runs/r/output",
                        brokenOff("one\n"),
                        lost(),
                        json(401, "{}"),
                        json(200, "two\n"),
                        json(200, ""))
                .on(
                        "GET /v1/runs/r",
                        json(200, "{\"state\":\"running\"}"),
                        json(200, "{\"state\":\"succeeded\",\"exitCode\":0}"));

        Result result = commands.execute("run", "greet", "--id", "r");

        assertThat(result).isEqualTo(new Result(0, "one\ntwo\n", ""));
        assertThat(agent.asked.stream().filter(request -> request.contains("/output")))
                .containsExactly(
                        "GET /v1/runs/r/output?offset=0&follow=true ",
                        "GET /v1/runs/r/output?offset=4&follow=true ",
                        "GET /v1/runs/r/output?offset=4&follow=true ",
                        "GET /v1/runs/r/output?offset=4&follow=true ",
                        "GET /v1/runs/r/output?offset=8&follow=true ");
    }

    @Test
    void refuseToTakeAnythingForAnAgent() {
        agent.on("GET /v1/units", json(200, "<html>"), json(500, "<b>no\u001b[2J"));

        Result page = commands.execute("units");
        Result failure = commands.execute("units");

        assertThat(page.status() + failure.status()).isEqualTo(2);
        assertThat(page.err()).contains("doesn't speak as an agent does");
        assertThat(failure.err()).contains("500").doesNotContain("\u001b");
    }
}
