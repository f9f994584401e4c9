package io.rightlink.scripts.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.alert.AlertRules;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.AssembledAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTemplatesTest {

    private static final String ALERT = """
            Alerts: [{Name: a, Clause: If load/load.shortterm > 9 for 1 minutes Then escalate critical}]
            """;

    @TempDir
    Path state;

    final List<List<AlertRule>> watched = new ArrayList<>();
    boolean clausesAreRefused;

    @Test
    void keepsWhatWasPut() throws IOException {
        script("one");
        play(templates -> {
            templates.put(bytes("Name: x\nRightScripts: {Boot: [one]}\n"));
            assertThat(templates.find())
                    .hasValueSatisfying(template -> assertThat(template.boot()).hasSize(1));
        });
        play(templates -> assertThat(templates.text()).isEqualTo("Name: x\nRightScripts: {Boot: [one]}\n"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("template.yaml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void hasTheAlertsWatchedThatAreInForce() throws IOException {
        Files.writeString(state.resolve("template.yaml"), "Name: x\n" + ALERT);
        play(templates -> {
            templates.put(bytes("Name: y\n"));
            templates.put(bytes("Name: z\n" + ALERT));
            templates.remove();
        });

        assertThat(watched).extracting(List::size).containsExactly(1, 0, 1, 0);
    }

    @Test
    void changesNothingIfAnAlertIsRefused() {
        play(templates -> {
            templates.put(bytes("Name: before\n"));
            clausesAreRefused = true;
            assertThatThrownBy(() -> templates.put(bytes("Name: after\n" + ALERT)))
                    .isInstanceOf(InvalidException.class);
            assertThat(templates.find().orElseThrow().name()).isEqualTo("before");
            clausesAreRefused = false;
        });
    }

    @Test
    void changesNothingIfItCannotBeWritten() throws IOException {
        Files.writeString(state.resolve("template.yaml"), "Name: x\n" + ALERT);
        play(templates -> {
            Files.delete(state.resolve("template.yaml"));
            Files.createDirectories(state.resolve("template.yaml/in-the-way"));
            assertThatThrownBy(() -> templates.put(bytes("Name: y\n"))).isInstanceOf(UnavailableException.class);
        });
    }

    @Test
    void refusesScriptsThatAreNotThereOrCannotBeRunSo() throws IOException {
        script("one");
        play(templates -> {
            assertRefused(templates, "{Boot: [two]}", "script 'two': there is none of this name or title");
            assertRefused(templates, "{Operational: [two]}", "script 'two'");
            assertRefused(templates, "{Decommission: [two]}", "script 'two'");
            assertRefused(templates, "{Boot: [{Name: one, Placement: moon}]}", "No placement 'moon' on this agent");
            assertRefused(templates, "{Boot: [{Name: one, Timeout: PT48H}]}", "The timeout PT48H is not between");
            assertThat(templates.find()).isEmpty();
        });
    }

    /** Also where what global variables come to can't be told yet. */
    @Test
    void changesNothingIfAScriptWouldGetAnInputThatIsTooLarge() throws IOException {
        script("one", "# ---", "# RightScript Name: one", "# Inputs: {A: {}, B: {}}", "# ...");
        script("two");
        String inputs = "Inputs: {A: 'text:" + "\u20ac".repeat(50_000) + "', B: 'env:B'}\n";
        play(templates -> {
            templates.put(bytes("Name: before\n"));
            for (String list : List.of("Boot", "Operational", "Decommission")) {
                String lists = "RightScripts: {" + list + ": [two, one]}\n";
                assertThatThrownBy(() -> templates.put(bytes("Name: after\n" + inputs + lists + ALERT)))
                        .isInstanceOf(InvalidException.class)
                        .hasMessageStartingWith("Cannot run the template's script 'one': ")
                        .hasMessageContaining("the input 'A' has 150000 bytes");
            }
            assertThat(templates.text()).isEqualTo("Name: before\n");
        });
        assertThat(watched).as("nothing but of none, and of before").containsExactly(List.of(), List.of());
    }

    @Test
    void asksWhichOfTwoScriptsOfOneTitleIsMeant() throws IOException {
        script("one", "# ---\n# RightScript Name: Same\n# ...");
        script("two", "# ---\n# RightScript Name: Same\n# ...");
        play(templates -> {
            assertRefused(templates, "{Boot: [Same]}", "the scripts [one, two] all have this title");
            templates.put(bytes("Name: x\nRightScripts: {Boot: [two]}\n"));
        });
    }

    @Test
    void refusesWhatIsNoText() {
        play(templates -> assertThatThrownBy(() -> templates.put(new byte[] {'N', (byte) 0xff}))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("no text in UTF-8"));
    }

    @Test
    void saysThatThereIsNone() {
        play(templates -> {
            assertThat(templates.find()).isEmpty();
            assertThatThrownBy(templates::text).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(templates::remove).isInstanceOf(NotFoundException.class);
        });
    }

    @FunctionalInterface
    private interface Scenario {
        void play(Templates templates) throws Exception;
    }

    private void play(Scenario scenario) {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.template.placement=agent")
                .withBean(AlertRules.class, () -> this::watch)
                .run(context -> scenario.play(context.getBean(Templates.class)));
    }

    private void watch(String source, List<AlertRule> rules) {
        assertThat(source).isEqualTo("server-template");
        if (clausesAreRefused && !rules.isEmpty()) {
            throw new InvalidException("invalid-alert-clause", "no such clause");
        }
        watched.add(rules);
    }

    private static void assertRefused(Templates templates, String lists, String why) {
        assertThatThrownBy(() -> templates.put(bytes("Name: x\nRightScripts: " + lists + "\n")))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("Cannot run the template's script ")
                .hasMessageContaining(why);
    }

    private void script(String name, String... lines) throws IOException {
        Path home = Files.createDirectories(state.resolve("scripts").resolve(name));
        Files.writeString(home.resolve("script"), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }
}
