package io.rightlink.scripts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FileCredentialsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"'s3cret', 's3cret'", "'s3cret\n', 's3cret'", "'s3cret\r\n', 's3cret'", "'a\n\n', 'a\n'", "'', ''"})
    void takesTheTextWithoutItsLastNewline(String text, String value) throws IOException {
        write("PASSWORD", text, "rw-------");

        assertThat(find("PASSWORD").reveal()).isEqualTo(value);
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        assertThat(new FileCredentials(directory).find(new CredentialName("NONE")))
                .isEmpty();
        assertThat(new FileCredentials(directory.resolve("none")).find(new CredentialName("NONE")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw------x"})
    void usesNoneThatIsOpenToOthers(String mode) throws IOException {
        write("PASSWORD", "s3cret", mode);

        assertThatThrownBy(() -> find("PASSWORD"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'PASSWORD'", "chmod 600")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\u00ff"})
    void usesNoneThatIsNoText(String text) throws IOException {
        Path file = write("BINARY", "", "rw-------");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> find("BINARY")).isInstanceOf(IOException.class).hasMessageContaining("'BINARY'");
    }

    @Test
    void boundsTheSize() throws IOException {
        write("LARGEST", "x".repeat(65_536), "rw-------");
        write("LARGER", "x".repeat(65_537), "rw-------");

        assertThat(find("LARGEST").reveal()).hasSize(65_536);
        assertThatThrownBy(() -> find("LARGER")).isInstanceOf(IOException.class).hasMessageContaining("65536");
    }

    @Test
    void usesNoDirectory() throws IOException {
        Files.createDirectory(directory.resolve("DIRECTORY"));

        assertThatThrownBy(() -> find("DIRECTORY")).isInstanceOf(IOException.class);
    }

    @Test
    void tellsAValueFromTheOneBefore() throws IOException {
        write("PASSWORD", "first", "rw-------");
        String first = find("PASSWORD").version();
        assertThat(find("PASSWORD").version()).isEqualTo(first);
        Files.delete(directory.resolve("PASSWORD"));
        write("PASSWORD", "other one", "rw-------");

        assertThat(find("PASSWORD").version()).isNotEqualTo(first).doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../secret", "a/b", ".hidden", "-x", "a b", "a\n", "\u00e9"})
    void refusesANameThatIsNoNameOfAFile(String name) {
        assertThatThrownBy(() -> new CredentialName(name)).isInstanceOf(InvalidException.class);
    }

    @Test
    void neverShowsAValueByAccident() throws IOException {
        write("PASSWORD", "s3cret", "rw-------");
        Credential credential = find("PASSWORD");

        assertThat(credential).hasToString("cred:PASSWORD");
        assertThat(shownAsJson(credential)).doesNotContain("s3cret");
    }

    private static String shownAsJson(Credential credential) {
        try {
            return JsonMapper.shared().writeValueAsString(credential);
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Credential find(String name) throws IOException {
        return new FileCredentials(directory).find(new CredentialName(name)).orElseThrow();
    }

    private Path write(String name, String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
