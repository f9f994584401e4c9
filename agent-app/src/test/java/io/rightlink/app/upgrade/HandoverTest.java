package io.rightlink.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.process.Programs;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that really becomes another program. */
@Timeout(300)
class HandoverTest {

    @TempDir
    private Path home;

    @AutoClose
    private AgentProcess agent;

    private Path next;

    @BeforeEach
    void start() throws Exception {
        agent = new AgentProcess(home);
        next = home.resolve("rightlink-new");
        program("exec " + AgentProcess.javaCommand() + " \"$@\"");
    }

    @Test
    void goesOnAsTheOtherProgramInTheSameProcess() throws Exception {
        List<String> arguments = argumentsOf(agent.commandLine());
        String before = agent.ask("GET", "/v1/host");

        HttpResponse<String> answer = upgrade();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("successful: RightLink 10.6.1 takes over\n");
        awaitNext();
        assertThat(agent.process().isAlive()).isTrue();
        assertThat(argumentsOf(agent.commandLine())).isEqualTo(arguments);
        assertThat(agent.ask("GET", "/v1/host")).isNotEqualTo(before);
        assertThat(agent.ask("GET", "/v1/audit?after=0")).contains("/rll/upgrade");
    }

    @Test
    void losesNoRun() throws Exception {
        Path marks = home.resolve("marks");
        String mark = "echo $RS_RUN_ID >>" + marks;
        agent.submit("under-way", "one", mark + "; sleep 1; " + mark);
        AgentProcess.await().until(() -> Files.exists(marks));
        agent.submit("next", "one", mark);
        for (int i = 0; i < 20; i++) {
            agent.submit("stream-" + i, "two", mark + "; sleep 0.2");
        }

        assertThat(upgrade().body()).contains("successful");

        awaitNext();
        AgentProcess.await().until(() -> agent.state("stream-19").equals("succeeded"));
        for (int i = 0; i < 20; i++) {
            assertThat(agent.state("stream-" + i)).isEqualTo("succeeded");
        }
        AgentProcess.await().until(() -> agent.state("next").equals("succeeded"));
        List<String> ran = Files.readAllLines(marks);
        assertThat(ran).hasSize(23).containsSubsequence("under-way", "under-way", "next");
        assertThat(ran.stream().distinct()).hasSize(22);
    }

    @Test
    void doesNotEndWhatTakesLonger() throws Exception {
        agent.submit("long", "one", "sleep 3600");
        AgentProcess.await().until(() -> agent.state("long").equals("running"));

        HttpResponse<String> answer = upgrade();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("runs-under-way", "[long]").doesNotContain("successful");
        assertThat(agent.state("long")).isEqualTo("running");
        agent.submit("other", "two", "true");
        AgentProcess.await().until(() -> agent.state("other").equals("succeeded"));
        assertThat(agent.ask("GET", "/rll/proc/bin_path")).isNotEqualTo(next.toString());
        agent.ask("DELETE", "/v1/runs/long");
    }

    @Test
    void beginsAnewAsItWasIfItCannotBecomeTheOther() throws Exception {
        Files.delete(next);
        Programs.write(next, "#!/bin/sh\nrm " + next + "; echo RightLink 10.6.1\n");
        List<String> before = agent.commandLine();
        String secret = Files.readString(home.resolve("run/secret"));

        assertThat(upgrade().body()).contains("successful");

        AgentProcess.await()
                .until(() -> !Files.readString(home.resolve("run/secret")).equals(secret) && agent.isUp());
        assertThat(agent.commandLine()).isEqualTo(before);
        assertThat(Files.readString(agent.log())).contains("Cannot become " + next + ": execve refuses");
    }

    private HttpResponse<String> upgrade() throws Exception {
        return agent.send("POST", "/rll/upgrade?exec=" + next, "");
    }

    private void awaitNext() {
        AgentProcess.await().until(() -> agent.ask("GET", "/rll/proc/bin_path").equals(next.toString()));
    }

    private void program(String otherwise) throws Exception {
        Files.deleteIfExists(next);
        Programs.write(next, "#!/bin/sh\n[ \"$1\" = --version ] && echo RightLink 10.6.1 && exit\n" + otherwise + "\n");
    }

    private static List<String> argumentsOf(List<String> command) {
        return command.subList(command.indexOf("-listen"), command.size());
    }
}
