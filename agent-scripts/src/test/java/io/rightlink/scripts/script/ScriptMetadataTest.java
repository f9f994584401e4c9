package io.rightlink.scripts.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputDefinition;
import io.rightlink.scripts.input.InputValue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptMetadataTest {

    private static final String YAML = """
            RightScript Name: "R\u00fcn: Foo"
            Description: >
              Runs foo
              twice
            Inputs:
              FOO_PARAM:
                Input Type: single
                Category: RightScale
                Description: A parameter # to the foo tool
                Default: "text:foo1"
                Required: false
                Advanced: true
                Possible Values: ["text:foo1", "text:foo2"]
              FOO_HOSTS:
                Input Type: array
                Required: yes
                Default: array:["text:a","text:b"]
              FOO_SECRET: {Required: true, Default: cred:FOO}
            Attachments:
            - foo
            - bar-1.2.tar.gz
            Packages: curl, jq  git
            """;

    @ParameterizedTest
    @ValueSource(strings = {"#", "//", "--"})
    void isReadFromCommentsOfEveryStyle(String sign) {
        ScriptMetadata metadata = read(comment(sign + " ", YAML));

        assertThat(metadata.name()).isEqualTo("R\u00fcn: Foo");
        assertThat(metadata.description()).isEqualTo("Runs foo twice\n");
        assertThat(metadata.attachments()).containsExactly("foo", "bar-1.2.tar.gz");
        assertThat(metadata.packages()).containsExactly("curl", "jq", "git");
        assertThat(metadata.inputs())
                .containsExactly(
                        new InputDefinition(
                                "FOO_PARAM",
                                "RightScale",
                                "A parameter",
                                InputDefinition.Type.SINGLE,
                                false,
                                true,
                                InputValue.parse("text:foo1"),
                                List.of(InputValue.parse("text:foo1"), InputValue.parse("text:foo2"))),
                        new InputDefinition(
                                "FOO_HOSTS",
                                null,
                                null,
                                InputDefinition.Type.ARRAY,
                                true,
                                false,
                                InputValue.parse("array:[\"text:a\",\"text:b\"]"),
                                List.of()),
                        new InputDefinition(
                                "FOO_SECRET",
                                null,
                                null,
                                InputDefinition.Type.SINGLE,
                                true,
                                false,
                                InputValue.parse("cred:FOO"),
                                List.of()));
    }

    @Test
    void isReadWithAnyMarginAndWithWindowsLineEnds() {
        assertThat(read("#!/bin/sh\r\n  #---\r\n  #RightScript Name: a\r\n  #\r\n  #...\r\n")
                        .name())
                .isEqualTo("a");
        assertThat(read(comment("#    ", YAML))).isEqualTo(read(comment("# ", YAML)));
    }

    @Test
    void isWhereverInTheScript() {
        assertThat(read("#!/bin/sh\nset -e\n# text\n# ---\n# RightScript Name: a\n# ...\n# RightScript Name: b")
                        .name())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\n",
                "#!/bin/sh\necho '# ---'\n",
                "#!/bin/sh\n# ---\n# a chapter\necho\n# ...\n",
                "#!/bin/sh\n# ---\n",
                "#!/bin/sh\n# ----\n# RightScript Name: a\n# ...\n",
                "#!/bin/sh\n# ---\n// RightScript Name: a\n# ...\n"
            })
    void isAbsentWhereAScriptSaysNothingOfItself(String source) {
        assertThat(ScriptMetadata.of(new ScriptSource(source))).isEmpty();
    }

    @Test
    void takesDefaultsForWhatIsNotSaid() {
        assertThat(read(comment("# ", "RightScript Name: a\nDescription:\nInputs:\nAttachments: []\nPackages:\n")))
                .isEqualTo(new ScriptMetadata("a", null, List.of(), List.of(), List.of()));
        assertThat(read(comment("# ", "RightScript Name: a\nPackages: [b, c]\n"))
                        .packages())
                .containsExactly("b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Description: x | 4 | has no 'RightScript Name'",
                "RightScript Name: | 4 | has no 'RightScript Name'",
                "[a, b] | 4 | not made of lines",
                "RightScript Name: a~Descriptoin: b | 5 | no 'Descriptoin'",
                "RightScript Name: a~RightScript Name: b | 5 | twice",
                "RightScript Name: a~Inputs: x | 5 | 'Inputs' is not made of lines",
                "RightScript Name: a~Inputs:~  A-B: {} | 6 | 'A-B'",
                "RightScript Name: a~Inputs:~  A: | 6 | 'A' has no description",
                "RightScript Name: a~Inputs:~  A: {Defualt: x} | 6 | no 'Defualt'",
                "RightScript Name: a~Inputs:~  A:~    Default: hello | 7 | 'hello' cannot be a value of 'Default'",
                "RightScript Name: a~Inputs:~  A:~    Required: perhaps | 7 | 'Required' is true or false",
                "RightScript Name: a~Inputs:~  A:~    Input Type: many | 7 | neither single nor array",
                "RightScript Name: a~Inputs:~  A:~    Possible Values: text:a | 7 | is a list",
                "RightScript Name: a~Inputs:~  A:~    Possible Values: [b] | 7 | 'b' cannot be",
                "RightScript Name: a~Attachments: [../a] | 5 | '../a'",
                "RightScript Name: a~Attachments: [a, a] | 5 | twice",
                "RightScript Name: a~Attachments: a | 5 | is a list",
                "RightScript Name: a~Packages: [$(a)] | 5 | '$(a)'",
                "RightScript Name: a~Packages: {b: c} | 5 | is one text",
                "RightScript Name: a~  Description: b | 5 | mapping values are not allowed",
                "RightScript Name: 'a | 5 | end of stream",
                "RightScript Name: a~Inputs: &x {}~Attachments: *x | 4 | aliases",
                "RightScript Name: a~Description: !!java.net.URL [b] | 5 | not allowed",
                "RightScript Name: a~Inputs: [[[[[[[[[[[[[]]]]]]]]]]]]] | 4 | epth"
            })
    void saysWhichLineCannotBeUnderstood(String yaml, int line, String complaint) {
        String source = "#!/bin/sh\n\n" + comment("# ", yaml.replace('~', '\n')).substring("#!/bin/sh\n".length());

        assertThatThrownBy(() -> ScriptMetadata.of(new ScriptSource(source)))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("line " + line + ": ")
                .hasMessageContaining(complaint);
    }

    @Test
    void saysThatAnEndIsMissing() {
        assertThatThrownBy(() -> read("#!/bin/sh\n# ---\n# RightScript Name: a\n# Inputs: {}\necho\n# ...\n"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContainingAll("line 2", "'# ...'");
    }

    @Test
    void boundsWhatItReads() {
        String many = "RightScript Name: a\nPackages: [" + "b, ".repeat(501) + "]";
        String large = "RightScript Name: a\nDescription: " + "b".repeat(70_000);

        assertThatThrownBy(() -> read(comment("# ", many))).hasMessageContaining("500");
        assertThatThrownBy(() -> read(comment("# ", large))).isInstanceOf(InvalidException.class);
    }

    /** Whatever is written there, it is read or refused as the caller's mistake. */
    @Test
    void neverFailsOtherwise() {
        Random random = new Random(20_261_123L);
        String good = comment("# ", YAML);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder broken = new StringBuilder(good);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = 10 + random.nextInt(broken.length() - 10);
                broken.setCharAt(at, "\n:#-[]{}'\"&*!|>% \t~ab.".charAt(random.nextInt(22)));
            }
            assertThatCode(() -> {
                        try {
                            ScriptMetadata.of(new ScriptSource(broken.toString()));
                        } catch (InvalidException e) {
                            assertThat(e).hasMessageContaining("line ");
                        }
                    })
                    .as("%s", broken)
                    .doesNotThrowAnyException();
        }
    }

    private static ScriptMetadata read(String source) {
        return ScriptMetadata.of(new ScriptSource(source)).orElseThrow();
    }

    private static String comment(String prefix, String yaml) {
        StringBuilder script = new StringBuilder("#!/bin/sh\n").append(prefix).append("---\n");
        yaml.lines().forEach(line -> script.append(prefix).append(line).append('\n'));
        return script.append(prefix).append("...\necho hello\n").toString();
    }
}
