package io.rightlink.scripts.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.problem.InvalidException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {

    /** As right_st writes one, and what is ours besides. */
    private static final String WHOLE = """
            Name: MySQL on a container host
            Description: |
              Everything that a host needs
              for its MySQL
            Inputs:
              MYSQL_PASSWORD: cred:MYSQL_PASSWORD
              SIZE: "text:10"
              UNSET:
            RightScripts:
              Boot:
              - install collectd
              - Name: RL10 Linux Setup Hostname
                Revision: 6
                Publisher: RightScale
              - Name: start mysql
                Placement: agent
                Timeout: PT20M
              Operational: [backup]
              Decommission:
              - dump mysql
            MultiCloudImages:
            - Name: Ubuntu_14.04_x64
              Revision: 20
            Alerts:
            - Name: rs low disk space
              Description: little is left
              Clause: If df-root/df_complex-free.value < 100000000 for 3 minutes Then escalate critical
            """;

    @Test
    void readsWhatRightStWrites() {
        ServerTemplate template = TemplateReader.read(WHOLE);

        assertThat(template.name()).isEqualTo("MySQL on a container host");
        assertThat(template.description()).isEqualTo("Everything that a host needs\nfor its MySQL\n");
        assertThat(template.inputs())
                .isEqualTo(Map.of("MYSQL_PASSWORD", "cred:MYSQL_PASSWORD", "SIZE", "text:10", "UNSET", "ignore"));
        assertThat(template.boot())
                .containsExactly(
                        new TemplateScript("install collectd", null, null),
                        new TemplateScript("RL10 Linux Setup Hostname", null, null),
                        new TemplateScript("start mysql", "agent", Duration.ofMinutes(20)));
        assertThat(template.operational()).containsExactly(new TemplateScript("backup", null, null));
        assertThat(template.decommission()).containsExactly(new TemplateScript("dump mysql", null, null));
        assertThat(template.alerts())
                .containsExactly(new AlertRule(
                        "rs low disk space",
                        "little is left",
                        "If df-root/df_complex-free.value < 100000000 for 3 minutes Then escalate critical"));
    }

    @Test
    void namesWhatMeansNothingHere() {
        assertThat(TemplateReader.read(WHOLE).ignored()).containsExactly("MultiCloudImages", "Publisher", "Revision");
        assertThat(TemplateReader.read("Name: x").ignored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Name: x\\nInput: 1                                   | line 2: there is no 'Input'",
                "Description: x                                       | line 1: the ServerTemplate has no 'Name'",
                "Name: x\\nInputs: {1A: 'text:x'}                     | '1A' cannot be an input's name",
                "Name: x\\nInputs: {A: 'x'}                           | the input 'A' can't be read: it is none of text:",
                "Name: x\\nRightScripts: {Reboot: [x]}                | there is no 'Reboot'; known here are [Boot, Operational",
                "Name: x\\nRightScripts:\\n  Boot: one                | line 3: 'Boot' is a list",
                "Name: x\\nRightScripts:\\n  Boot:\\n  - Nam: one     | line 4: there is no 'Nam'",
                "Name: x\\nRightScripts:\\n  Boot: [{Placement: host}]| a script has no 'Name'",
                "Name: x\\nRightScripts:\\n  Boot: [{Name: a, Timeout: 10m}] | '10m' is no duration: PT10M is ten minutes",
                "Name: x\\nAlerts: [a]                                | an alert has a Name and a Clause",
                "Name: x\\nAlerts: [{Name: a}]                        | an alert has no 'Clause'",
                "[]                                                 | it is not made of lines such as",
                "a: [b                                              | line 1",
                "``                                                   | it is empty"
            })
    void saysWhatCannotBeUnderstoodAndWhere(String yaml, String complaint) {
        assertThatThrownBy(() -> TemplateReader.read(yaml.replace("\\n", "\n")))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("Cannot read the ServerTemplate, line ")
                .hasMessageContaining(complaint);
    }
}
