package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.placement.Placement;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.env.GlobalName;
import io.rightlink.scripts.env.Globals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a script finds in its environment besides its inputs, and whether a run could be submitted at all. */
@Timeout(120)
class RunEnvironmentTest {

    private static final RunId ONE = new RunId("one");

    @TempDir
    Path state;

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void hasWhatTheAgentGivesBesidesTheInputsWhichComeFirst() {
        agent.play(runs -> {
            runs.submit(
                    ONE,
                    script("echo \"<$REASON> <$BOTH> <$USER>\"", Map.of("BOTH", "text:input")),
                    Map.of("REASON", "stop now \u00e4", "BOTH", "agent", "USER", "operator"));

            Run run = ended(runs, "one");

            assertThat(output(runs, "one")).isEqualTo("<stop now \u00e4> <input> <operator>\n");
            assertThat(run.inputs()).isEqualTo(Map.of("BOTH", "text:input"));
        });
    }

    @Test
    void tellsTheIdentityButForItsSecret() throws IOException {
        identity("""
                account='12345'
                api_hostname=us-3.rightscale.com
                client_id=abc
                client_secret=s3cret
                http_proxy=http://proxy:3128
                no_proxy=.internal
                """);
        agent.context().run(context -> {
            context.getBean(Globals.class).set(new GlobalName("no_proxy"), "set on purpose");
            Runs runs = context.getBean(Runs.class);
            runs.submit(ONE, script("env | sort", Map.of("client_id", "text:mine")));

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one").lines().filter(line -> !line.startsWith("_=")))
                    .containsExactlyInAnyOrder(
                            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                            "HOME=/root",
                            "SHELL=/bin/bash",
                            "USER=root",
                            "LANG=C.UTF-8",
                            "PWD=" + state.resolve("runs/one/work"),
                            "account=12345",
                            "api_hostname=us-3.rightscale.com",
                            "client_id=mine",
                            "http_proxy=http://proxy:3128",
                            "HTTP_PROXY=http://proxy:3128",
                            "https_proxy=http://proxy:3128",
                            "HTTPS_PROXY=http://proxy:3128",
                            "no_proxy=set on purpose",
                            "NO_PROXY=.internal",
                            "RS_RUN_ID=one");
        });
    }

    @Test
    void tellsNothingOfAnIdentityThatIsOpenToOthers() throws IOException {
        Path file = identity("account=12345");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        agent.play(runs -> {
            runs.submit(ONE, script("echo \"<$account>\"", Map.of()));

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("<>\n");
        });
    }

    @Test
    void isTheOneOfTheFirstTimeWhenARunIsSentAgain() {
        agent.context().run(context -> {
            JournalledRuns runs = context.getBean(JournalledRuns.class);
            runs.stop();
            runs.submit(ONE, script("echo $REASON", Map.of()), Map.of("REASON", "stop"));

            assertThat(runs.submit(ONE, script("echo $REASON", Map.of()), Map.of("REASON", "reboot"))
                            .created())
                    .isFalse();
            assertThat(runs.submit(ONE, script("echo $REASON", Map.of())).created())
                    .isFalse();
        });

        agent.play(runs -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("stop\n");
        });
    }

    @Test
    void isEmptyInPlansOfEarlierVersions() {
        agent.context().run(context -> {
            JournalledRuns runs = context.getBean(JournalledRuns.class);
            runs.stop();
            runs.submit(ONE, script("echo $A", Map.of("A", "text:b")));
            int changed = context.getBean(Store.class)
                    .write(db -> db.sql("UPDATE run SET plan = json_remove(plan, '$.environment')"
                                    + " WHERE plan LIKE '%\"environment\"%'")
                            .update());
            assertThat(changed).isOne();
        });

        agent.play(runs -> {
            assertThat(ended(runs, "one").inputs()).isEqualTo(Map.of("A", "text:b"));
            assertThat(output(runs, "one")).isEqualTo("b\n");
        });
    }

    @Test
    void hasTheGlobalVariablesWhichGiveWayToWhatARunIsGiven() {
        agent.context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            Globals globals = context.getBean(Globals.class);
            globals.set(new GlobalName("FIRST"), "global");
            globals.set(new GlobalName("SECOND"), "global");
            globals.set(new GlobalName("THIRD"), "gl\u00f6bal\n2");
            globals.set(new GlobalName("PATH"), "/opt/bin:/usr/bin:/bin");
            runs.submit(
                    ONE,
                    script(
                            "echo \"<$FIRST> <$SECOND> <$THIRD> <$MEANT> <$PATH>\"",
                            Map.of("FIRST", "text:input", "MEANT", "env:SECOND", "UNSET", "env:NONE")),
                    Map.of("FIRST", "agent", "SECOND", "agent"));

            Run run = ended(runs, "one");

            assertThat(output(runs, "one"))
                    .isEqualTo("<input> <agent> <gl\u00f6bal\n2> <global> </opt/bin:/usr/bin:/bin>\n");
            assertThat(run.inputs()).isEqualTo(Map.of("FIRST", "text:input", "MEANT", "text:global"));
        });
    }

    @Test
    void hasTheGlobalVariablesOfItsSubmission() {
        agent.context().run(context -> {
            JournalledRuns runs = context.getBean(JournalledRuns.class);
            runs.stop();
            context.getBean(Globals.class).set(new GlobalName("A"), "then");
            runs.submit(ONE, script("echo $A $B", Map.of()));
            context.getBean(Globals.class).set(new GlobalName("A"), "now");
            context.getBean(Globals.class).set(new GlobalName("B"), "now");
        });

        agent.play(runs -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("then\n");
        });
    }

    @Test
    void isRefusedIfAVariableCannotBeOne() {
        agent.play(runs -> {
            assertInvalid("'A-B'", () -> runs.submit(ONE, script("true", Map.of()), Map.of("A-B", "c")));
            assertInvalid("'A'", () -> runs.submit(ONE, script("true", Map.of()), Map.of("A", "c\0")));
            assertInvalid("'A'", () -> runs.submit(ONE, script("true", Map.of()), Map.of("A", "\ud83d")));
            assertThat(runs.list(Optional.empty()).items()).isEmpty();
        });
    }

    @Test
    void isCheckedWithoutARecord() {
        EnduringPlacement exposing = new EnduringPlacement();
        exposing.hidesEnvironment = false;

        agent.context()
                .withBean("enduringPlacement", Placement.class, () -> exposing)
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    runs.check(script("true", Map.of()));
                    runs.check(placed("enduring", Map.of()));

                    assertInvalid("'nowhere'", () -> runs.check(placed("nowhere", Map.of())));
                    assertInvalid("[PASSWORD]", () -> runs.check(placed("enduring", Map.of("A", "cred:PASSWORD"))));
                    assertInvalid(
                            "[one]",
                            () -> runs.check(
                                    script("# ---\n# RightScript Name: a\n# Attachments: [one]\n# ...", Map.of())));
                    assertThatExceptionOfType(NotFoundException.class)
                            .isThrownBy(() -> runs.check(
                                    new RunRequest(new RunRequest.Script(null, "none"), null, null, null, null)))
                            .withMessageContaining("'none'");
                    assertThat(runs.list(Optional.empty()).items()).isEmpty();
                });
        assertThat(exposing.starts).isEmpty();
    }

    private Path identity(String content) throws IOException {
        Path file = Files.writeString(state.resolve("rightscale-identity"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void assertInvalid(String naming, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidException.class).isThrownBy(call).withMessageContaining(naming);
    }

    private static RunRequest script(String source, Map<String, String> inputs) {
        return AssembledRuns.script(source, inputs, "default");
    }

    private static RunRequest placed(String placement, Map<String, String> inputs) {
        return new RunRequest(RunRequest.Script.of("#!/bin/sh\n"), inputs, placement, null, null);
    }
}
