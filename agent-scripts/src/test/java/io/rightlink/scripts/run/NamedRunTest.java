package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.script.AttachmentName;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSource;
import io.rightlink.scripts.script.Scripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of scripts of the catalogue, and of others that say something of themselves. */
@Timeout(120)
class NamedRunTest {

    private static final ScriptName NAME = new ScriptName("RL10 Greet");
    private static final AttachmentName GREETING = new AttachmentName("greeting");
    private static final String HEADER = """
            #!/bin/sh
            # ---
            # RightScript Name: Gr\u00fc\u00dfe
            # Inputs:
            #   WHO: {Required: true, Possible Values: ["text:you", "text:me"]}
            #   HOW: {Default: "text:h\u00f6flich"}
            #   ALL: {Input Type: array, Default: 'array:["text:a","text:b"]'}
            # ...
            """;
    private static final String GREET = HEADER + "echo $WHO $HOW $ALL\n";

    private interface Scenario {
        void play(Runs runs, Scripts scripts) throws Exception;
    }

    @TempDir
    Path state;

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void runsAScriptByItsNameWithItsDefaults() {
        play((runs, scripts) -> {
            scripts.put(NAME, new ScriptSource(GREET));
            runs.submit(new RunId("one"), named(Map.of("WHO", "text:you")));

            Run run = ended(runs, "one");

            assertThat(output(runs, "one")).isEqualTo("you h\u00f6flich a,b\n");
            assertThat(run.scriptName()).isEqualTo(NAME.value());
            assertThat(run.scriptSha256()).isEqualTo(scripts.get(NAME).sha256());
            assertThat(run.inputs())
                    .isEqualTo(Map.of(
                            "WHO", "text:you", "HOW", "text:h\u00f6flich", "ALL", "array:[\"text:a\",\"text:b\"]"));
        });
    }

    @Test
    void refusesInputsThatDoNotFitBeforeAnythingIsThere() {
        play((runs, scripts) -> {
            scripts.put(NAME, new ScriptSource(GREET));

            assertThatThrownBy(() -> runs.submit(new RunId("one"), named(Map.of("HOW", "array:[]", "X", "text:"))))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContainingAll("'WHO' is required", "'HOW' is a single value", "no input 'X'");
            assertThatThrownBy(() -> runs.submit(new RunId("one"), source(GREET, Map.of("WHO", "text:us"))))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("'WHO' is 'text:us'");
            assertThatThrownBy(() -> runs.submit(new RunId("one"), source(GREET.replace("ALL:", "ALL"), Map.of())))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("line ");
            assertThat(runs.list(Optional.empty()).items()).isEmpty();
        });
    }

    @Test
    void saysThatThereIsNoSuchScript() {
        play((runs, _) -> assertThatThrownBy(() -> runs.submit(new RunId("one"), named(Map.of())))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(NAME.value()));
    }

    @Test
    void runsWhatTheCatalogueHadWhenItWasSubmitted() {
        play((runs, scripts) -> {
            scripts.put(NAME, new ScriptSource(GREET));
            runs.submit(new RunId("first"), AssembledRuns.script("sleep 1000"));
            await().until(() -> runs.get(new RunId("first")).state() == RunState.RUNNING);
            runs.submit(new RunId("one"), named(Map.of("WHO", "text:me")));
            scripts.put(NAME, new ScriptSource("#!/bin/sh\necho another\n"));

            assertThat(runs.submit(new RunId("one"), named(Map.of("WHO", "text:me")))
                            .created())
                    .isFalse();
            scripts.remove(NAME);
            assertThat(runs.submit(new RunId("one"), named(Map.of("WHO", "text:me")))
                            .created())
                    .isFalse();
            assertThatThrownBy(() -> runs.submit(new RunId("one"), named(Map.of("WHO", "text:you"))))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> runs.submit(new RunId("one"), source(GREET, Map.of("WHO", "text:me"))))
                    .isInstanceOf(ConflictException.class);
        });

        play((runs, _) -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("me h\u00f6flich a,b\n");
        });
    }

    @Test
    void runsWhatAnEarlierVersionQueued() {
        agent.context().run(context -> {
            JournalledRuns runs = context.getBean(JournalledRuns.class);
            runs.stop();
            runs.submit(new RunId("one"), source("#!/bin/sh\necho $A\n", Map.of("A", "text:b")));
            int _ = context.getBean(Store.class)
                    .write(db -> db.sql("UPDATE run SET plan = NULL").update());
        });

        play((runs, _) -> {
            assertThat(ended(runs, "one").inputs()).isEqualTo(Map.of("A", "text:b"));
            assertThat(output(runs, "one")).isEqualTo("b\n");
        });
    }

    @Test
    void findsItsAttachmentsAndPackages() {
        play((runs, scripts) -> {
            scripts.put(NAME, attaching("ls -A; cat $RS_ATTACH_DIR/greeting; echo $RS_PACKAGES"));
            scripts.put(NAME, GREETING, "hello\n".getBytes(StandardCharsets.UTF_8));
            runs.submit(new RunId("one"), named(Map.of()));

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo(".attachments\nhello\ncurl jq\n");
            assertThat(agent.filesOf("one")).containsExactly("output");
        });
    }

    @Test
    void isRefusedWithoutAnAttachmentThatItNeeds() {
        play((runs, scripts) -> {
            scripts.put(NAME, attaching("true"));

            assertThatThrownBy(() -> runs.submit(new RunId("one"), named(Map.of())))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("[greeting]");
            assertThatThrownBy(() -> runs.submit(
                            new RunId("one"), source(attaching("true").text(), Map.of())))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("[greeting]");
        });
    }

    @Test
    void failsIfAnAttachmentIsNotTheOneOfItsSubmission() {
        play((runs, scripts) -> {
            scripts.put(NAME, attaching("echo started"));
            scripts.put(NAME, GREETING, "hello\n".getBytes(StandardCharsets.UTF_8));
            runs.submit(new RunId("first"), AssembledRuns.script("sleep 1000"));
            await().until(() -> runs.get(new RunId("first")).state() == RunState.RUNNING);
            runs.submit(new RunId("one"), named(Map.of()));
            scripts.put(NAME, GREETING, "another\n".getBytes(StandardCharsets.UTF_8));
            runs.cancel(new RunId("first"));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.problem()).contains("'greeting'", "another one");
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    @Test
    void runsWithAnyInterpreterAndCommentStyle() {
        play((runs, _) -> {
            String script = """
                    #!/usr/bin/awk -f
                    # ---
                    # RightScript Name: awk
                    # Inputs: {A: {Required: true}}
                    # ...
                    BEGIN { print ENVIRON["A"] }
                    """;
            runs.submit(new RunId("one"), source(script, Map.of("A", "text:\u00e4\u20ac")));

            ended(runs, "one");

            assertThat(output(runs, "one")).isEqualTo("\u00e4\u20ac\n");
        });
    }

    private void play(Scenario scenario) {
        agent.context().run(context -> scenario.play(context.getBean(Runs.class), context.getBean(Scripts.class)));
    }

    private static RunRequest named(Map<String, String> inputs) {
        return new RunRequest(new RunRequest.Script(null, NAME.value()), inputs, null, null, null);
    }

    private static RunRequest source(String source, Map<String, String> inputs) {
        return new RunRequest(RunRequest.Script.of(source), inputs, null, null, null);
    }

    private static ScriptSource attaching(String commands) {
        return new ScriptSource("""
                #!/bin/sh
                # ---
                # RightScript Name: a
                # Attachments: [greeting]
                # Packages: [curl, jq]
                # ...
                """ + commands + "\n");
    }
}
