package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.host.BootState;
import io.rightlink.core.host.Host;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.boot.Boot.BootScript;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/** The boots of a host whose scripts run beside the agent, and end with it. */
class JournalledBootsTest {

    @TempDir
    Path directory;

    BootedHost host;

    @BeforeEach
    void install() throws IOException {
        host = new BootedHost(directory);
        host.script("one", "");
        host.script("two", "");
        host.script("three", "");
        host.template("{Boot: [one, two, three]}");
    }

    @Test
    void runsTheBundleOnceAndInItsOrder() throws IOException {
        host.play(agent -> {
            Boot boot = BootedHost.settled(agent);
            assertThat(boot.state()).isEqualTo(BootState.OPERATIONAL);
            assertThat(boot.boot()).extracting(BootScript::name).containsExactly("one", "two", "three");
            assertThat(boot.boot()).extracting(BootScript::state).containsOnly(RunState.SUCCEEDED);
            assertThat(boot.boot()).allSatisfy(script -> assertThat(agent.getBean(Runs.class)
                            .get(new RunId(script.runId()))
                            .scriptName())
                    .isEqualTo(script.name()));
            assertThat(agent.getBean(Host.class).describe().bootState()).contains(BootState.OPERATIONAL);
        });

        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("one", "two", "three");
    }

    @Test
    void runsItAgainAfterAReboot() throws IOException {
        host.play(BootedHost::settled);
        host.reboot();
        host.play(BootedHost::settled);

        assertThat(host.marks()).containsExactly("one", "two", "three", "one", "two", "three");
    }

    @Test
    void knowsARebootByTheEmptiedRunDirectoryAlone() throws IOException {
        host.play(BootedHost::settled);
        host.emptyRunDirectory();
        host.play(BootedHost::settled);

        assertThat(host.marks()).hasSize(6);
    }

    @Test
    void knowsARebootByTheKernelsIdAlone() throws IOException {
        host.play(BootedHost::settled);
        host.bootId("another");
        host.play(BootedHost::settled);

        assertThat(host.marks()).hasSize(6);
    }

    @Test
    void doesNotTakeAContainerThatIsGoneForAReboot() throws IOException {
        host.mountRunDirectoryAs("overlay");
        host.play(BootedHost::settled);
        host.emptyRunDirectory();
        host.play(BootedHost::settled);

        assertThat(host.marks()).hasSize(3);
    }

    @Test
    void doesNotTakeARunDirectoryThatIsNoLongerMountedForAReboot() throws IOException {
        host.play(BootedHost::settled);
        host.mountRunDirectoryAs("overlay");
        host.emptyRunDirectory();
        host.play(BootedHost::settled);

        assertThat(host.marks()).hasSize(3);
    }

    @Test
    void isOperationalAtOnceWithoutATemplate() throws IOException {
        Files.delete(host.state.resolve("template.yaml"));

        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));
    }

    @Test
    void strandsAtTheFirstFailureAndGoesOnFromThereWhenAsked() throws IOException {
        host.script("two", "exit 3");

        host.play(agent -> {
            Boot boot = BootedHost.settled(agent);
            assertThat(boot.state()).isEqualTo(BootState.STRANDED);
            assertThat(boot.script()).isEqualTo("two");
            assertThat(boot.problem()).isEqualTo("It exited with 3");
            assertThat(boot.boot().getLast().state()).isNull();
        });
        host.play(agent -> {
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.STRANDED);
            assertThat(host.marks()).containsExactly("one", "two");

            host.script("two", "");
            assertThat(BootedHost.boots(agent).retry().state()).isNotEqualTo(BootState.STRANDED);
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL);
        });

        assertThat(host.marks()).containsExactly("one", "two", "two", "three");
    }

    @Test
    void refusesToTryAgainWhatIsNotStranded() {
        host.play(agent -> {
            BootedHost.settled(agent);
            assertThatThrownBy(() -> BootedHost.boots(agent).retry())
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("Cannot try the boot again: the host is operational");
        });
    }

    @Test
    void refusesToGoOnWithAnotherList() throws IOException {
        host.script("two", "exit 1");

        host.play(agent -> {
            BootedHost.settled(agent);
            host.template("{Boot: [three, two]}");
            assertThatThrownBy(() -> BootedHost.boots(agent).retry())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("the scripts [one] have run, and the template's list begins with [three]");
            host.template("{Boot: [one, three]}");
            BootedHost.boots(agent).retry();
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL);
        });

        assertThat(host.marks()).containsExactly("one", "two", "three");
    }

    @Test
    void startsNothingOfABundleThatCannotBeRunWhole() throws IOException {
        host.template("{Boot: [one, missing]}");

        host.play(agent -> {
            Boot boot = BootedHost.settled(agent);
            assertThat(boot.state()).isEqualTo(BootState.STRANDED);
            assertThat(boot.problem())
                    .isEqualTo("Cannot run the template's script 'missing': there is none of this name or title in the"
                            + " catalogue: put it at /v1/scripts/<name>");
            assertThatThrownBy(() -> BootedHost.boots(agent).retry()).isInstanceOf(InvalidException.class);
            assertThat(host.marks()).isEmpty();

            host.script("missing", "");
            BootedHost.boots(agent).retry();
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL);
        });

        assertThat(host.marks()).containsExactly("one", "missing");
    }

    @Test
    void strandsOnATemplateThatCannotBeRead() throws IOException {
        host.template("[");

        host.play(
                agent -> assertThat(BootedHost.settled(agent).problem()).startsWith("Cannot read the ServerTemplate"));
    }

    @Test
    void strandsWhereTheAgentEndedWhileAScriptRanWithIt() throws IOException {
        host.script("two", "exec sleep 60");

        host.play(_ -> host.awaitMark("two"));
        host.play(agent -> {
            Boot boot = BootedHost.settled(agent);
            assertThat(boot.script()).isEqualTo("two");
            assertThat(boot.boot().get(1).state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(boot.problem()).contains("The agent ended while it ran");
        });

        assertThat(host.marks()).containsExactly("one", "two");
    }

    @Test
    void beginsAnewWhereARebootBrokeItOff() throws IOException {
        host.script("two", "exec sleep 60");
        host.play(_ -> host.awaitMark("two"));
        host.script("two", "");
        host.reboot();

        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("one", "two", "one", "two", "three");
    }

    @Test
    void startsAQueuedScriptOnceIfTheAgentComesBackInTheSameBoot() throws IOException {
        host.play(agent -> {
            BootedHost.settled(agent);
            queueLastAgain(agent);
        });

        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));

        assertThat(host.marks()).containsExactly("one", "two", "three", "three");
    }

    @Test
    void startsNoQueuedScriptOfBeforeAReboot() throws IOException {
        host.play(agent -> {
            BootedHost.settled(agent);
            queueLastAgain(agent);
        });
        host.reboot();

        host.play(agent -> {
            assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL);
            assertThat(agent.getBean(Runs.class)
                            .list(Optional.of(RunState.CANCELLED))
                            .items())
                    .hasSize(1);
        });
        host.play(BootedHost::settled);

        assertThat(host.marks()).containsExactly("one", "two", "three", "one", "two", "three");
    }

    /** As it is when the agent is killed after it has submitted a script, and before that starts. */
    private static void queueLastAgain(ApplicationContext agent) {
        int _ = agent.getBean(Store.class).write(db -> {
            db.sql("UPDATE run SET state = 'queued', ended_at = NULL WHERE id LIKE 'boot-%-3'")
                    .update();
            db.sql("UPDATE boot_step SET outcome = NULL WHERE position = 3").update();
            return db.sql("UPDATE boot SET state = 'booting'").update();
        });
    }

    @Test
    void doesNotRebootForEver() throws IOException {
        host.script("two", "exec sleep 60");
        for (int i = 0; i < 3; i++) {
            host.agent().withPropertyValues("rightlink.boot.reboots=3").run(_ -> host.awaitMark("two"));
            host.reboot();
            Files.writeString(directory.resolve("marks"), "");
        }

        host.agent().withPropertyValues("rightlink.boot.reboots=3").run(agent -> {
            assertThat(BootedHost.settled(agent).problem()).contains("rebooted 3 times on end");
            assertThat(host.marks()).isEmpty();
        });
    }

    @Test
    void givesAScriptWhatItAsksForAlone() throws IOException {
        String declared = """
                # ---
                # RightScript Name: Two
                # Inputs:
                #   ASKED: {Default: "text:default", Required: true}
                # ...
                test "$ASKED" = given && test -z "$OTHER"
                """;
        host.script("one", "test -z \"$ASKED$OTHER\"");
        host.script("two", declared);
        Files.writeString(host.state.resolve("template.yaml"), """
                Name: a host
                Inputs: {ASKED: "text:given", OTHER: "text:x"}
                RightScripts: {Boot: [one, Two]}
                """);

        host.play(agent -> assertThat(BootedHost.settled(agent).state()).isEqualTo(BootState.OPERATIONAL));
    }
}
