package io.rightlink.scripts.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.BindMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileScriptsTest {

    private static final ScriptName NAME = new ScriptName("RL10 Foo (v2)");
    private static final AttachmentName FOO = new AttachmentName("foo");
    private static final ScriptSource SOURCE = source("one");

    @TempDir
    Path state;

    private Scripts scripts;

    @BeforeEach
    void open() {
        scripts = new FileScripts(new ScriptFiles(state), Clock.systemUTC());
    }

    @Test
    void keepsAScriptAndWhatItSaysOfItself() {
        assertThat(scripts.put(NAME, SOURCE).created()).isTrue();
        assertThat(scripts.put(NAME, SOURCE).created()).isFalse();

        Script script = reopened().get(NAME);

        assertThat(script.name()).isEqualTo(NAME);
        assertThat(script.title()).isEqualTo("one");
        assertThat(script.missingAttachments()).containsExactly("foo");
        assertThat(script.sizeBytes()).isEqualTo(SOURCE.bytes().length);
        assertThat(script.sha256()).isEqualTo(Sha256.of(SOURCE.bytes()));
        assertThat(reopened().text(NAME).source()).isEqualTo(SOURCE);
        assertThat(reopened().list().items()).extracting(ScriptSummary::name).containsExactly(NAME);
    }

    @Test
    void leavesWhatSomebodyHasMountedForAttachments() throws IOException {
        Path shared = Files.createDirectory(state.resolve("shared"));
        Path precious = Files.createFile(shared.resolve("foo"));
        scripts.put(NAME, SOURCE);
        try (BindMount _ = BindMount.of(shared, state.resolve("scripts/" + NAME + "/attachments"))) {
            assertThatThrownBy(() -> scripts.remove(NAME))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("something is mounted at");

            assertThat(scripts.get(NAME).attachments()).hasSize(1);
        }

        scripts.remove(NAME);
        assertThat(precious).exists();
    }

    @Test
    void keepsAttachmentsWhenAScriptIsReplaced() {
        scripts.put(NAME, SOURCE);
        Script script = scripts.put(NAME, FOO, bytes("content")).script();
        assertThat(script.missingAttachments()).isEmpty();

        scripts.put(NAME, source("two"));

        assertThat(scripts.get(NAME).title()).isEqualTo("two");
        assertThat(scripts.text(NAME).attachments())
                .containsExactly(new Attachment("foo", 7, Sha256.of(bytes("content"))));
        assertThat(scripts.text(NAME).missingAttachments()).isEmpty();
    }

    @Test
    void isForRootAlone() throws IOException {
        scripts.put(NAME, SOURCE);
        scripts.put(NAME, FOO, bytes("content"));

        try (Stream<Path> files = Files.walk(state.resolve("scripts"))) {
            assertThat(files.toList()).hasSize(5).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .endsWith("------"));
        }
    }

    @Test
    void leavesNothingOfWhatIsRemoved() throws IOException {
        scripts.put(NAME, SOURCE);
        scripts.put(NAME, FOO, bytes("content"));

        scripts.remove(NAME);

        assertThat(state.resolve("scripts")).isEmptyDirectory();
        assertThatThrownBy(() -> scripts.get(NAME)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void takesNothingOverFromARemovalThatACrashCutShort() throws IOException {
        scripts.put(NAME, SOURCE);
        scripts.put(NAME, FOO, bytes("old"));
        Files.delete(state.resolve("scripts").resolve(NAME.value()).resolve("script"));
        assertThat(scripts.list().items()).isEmpty();

        scripts.put(NAME, SOURCE);

        assertThat(scripts.get(NAME).attachments()).isEmpty();
    }

    @Test
    void removesAnAttachment() {
        scripts.put(NAME, SOURCE);
        scripts.put(NAME, FOO, bytes("content"));

        scripts.remove(NAME, FOO);

        assertThat(scripts.get(NAME).attachments()).isEmpty();
        assertThatThrownBy(() -> scripts.remove(NAME, FOO)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void saysThatThereIsNoSuchScript() {
        assertThatThrownBy(() -> scripts.text(NAME)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> scripts.remove(NAME)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> scripts.put(NAME, FOO, bytes(""))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> scripts.remove(NAME, FOO)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void keepsWhatThereWasIfTheNewOneCannotBeUnderstood() {
        scripts.put(NAME, SOURCE);
        ScriptSource wrong = new ScriptSource("#!/bin/sh\n# ---\n# RightScript Nam: x\n# ...\n");

        assertThatThrownBy(() -> scripts.put(NAME, wrong))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("line 3");

        assertThat(scripts.text(NAME).source()).isEqualTo(SOURCE);
    }

    @Test
    void copiesAnAttachmentOnlyIfItIsStillTheSame() throws IOException {
        scripts.put(NAME, SOURCE);
        scripts.put(NAME, FOO, bytes("content"));
        Attachment foo = scripts.text(NAME).attachments().getFirst();

        scripts.copy(NAME, foo, state.resolve("copy"));
        assertThat(state.resolve("copy")).hasContent("content");

        scripts.put(NAME, FOO, bytes("changed"));
        assertThatThrownBy(() -> scripts.copy(NAME, foo, state.resolve("other")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'foo'", "another one");
        scripts.remove(NAME);
        assertThatThrownBy(() -> scripts.copy(NAME, foo, state.resolve("third")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'foo'", "any more");
    }

    @Test
    void showsTheOthersWhereSomebodyElseSpoiltOne() throws IOException {
        scripts.put(NAME, SOURCE);
        scripts.put(new ScriptName("spoilt"), SOURCE);
        Files.writeString(state.resolve("scripts/spoilt/script"), "echo no interpreter");
        Files.createDirectory(state.resolve("scripts/.hidden"));
        Files.writeString(state.resolve("scripts/stray"), "");

        List<ScriptSummary> items = scripts.list().items();

        assertThat(items).extracting(item -> item.name().value()).containsExactly(NAME.value(), "spoilt");
        assertThat(items.getFirst().problem()).isNull();
        assertThat(items.getLast().problem()).contains("interpreter");
        assertThatThrownBy(() -> scripts.text(new ScriptName("spoilt"))).isInstanceOf(InvalidException.class);
    }

    @Test
    void boundsTheNumberOfAttachments() {
        scripts.put(NAME, SOURCE);
        for (int i = 0; i < 50; i++) {
            scripts.put(NAME, new AttachmentName("a" + i), bytes(""));
        }

        assertThat(scripts.put(NAME, new AttachmentName("a0"), bytes("")).created())
                .isFalse();
        assertThatThrownBy(() -> scripts.put(NAME, FOO, bytes(""))).isInstanceOf(ConflictException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", ".x", " x", "x ", "x.", "-x", "a\nb", "a\0", "\u00e9"})
    void refusesANameThatIsNoNameOfAFile(String name) {
        assertThatThrownBy(() -> new ScriptName(name)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new ScriptName("a".repeat(129))).isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", ".x", " x", "-x", "a\nb", "a\0", "\u00e9"})
    void refusesAnAttachmentsNameThatIsNone(String name) {
        assertThatThrownBy(() -> new AttachmentName(name)).isInstanceOf(InvalidException.class);
    }

    private Scripts reopened() {
        return new FileScripts(new ScriptFiles(state), Clock.systemUTC());
    }

    private static ScriptSource source(String title) {
        return new ScriptSource("#!/bin/sh\n# ---\n# RightScript Name: " + title + "\n# Attachments: [foo]\n# ...\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
