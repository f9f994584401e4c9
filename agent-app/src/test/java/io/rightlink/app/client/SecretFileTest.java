package io.rightlink.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

    @TempDir
    Path home;

    @Test
    void readsWhatTheAgentWrites() throws Exception {
        SecretFile.Content content = read("RS_RLL_PORT=8088\nRS_RLL_SECRET=abc\n");

        assertThat(content).isEqualTo(new SecretFile.Content(Optional.of(8088), "abc"));
        assertThat(content.toString()).doesNotContain("abc");
    }

    @Test
    void takesATokenAlone() throws Exception {
        assertThat(read("rlt_a_b\n")).isEqualTo(new SecretFile.Content(Optional.empty(), "rlt_a_b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "RS_RLL_PORT=88\n", "RS_RLL_SECRET=\n", "RS_RLL_SECRET=a b\n", "a\nb\n", "a\u0000b"})
    void refusesWhatHasNeitherWithoutShowingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("neither a line RS_RLL_SECRET=")
                .hasMessageNotContaining("a b");
    }

    private SecretFile.Content read(String text) throws Exception {
        return new SecretFile(Files.writeString(home.resolve("secret"), text)).read();
    }
}
