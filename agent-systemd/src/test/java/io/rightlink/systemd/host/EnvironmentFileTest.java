package io.rightlink.systemd.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written; what a real systemd reads of it, HostPlacementIT tells. */
class EnvironmentFileTest {

    private static final int DEBIAN_12 = 252;
    private static final int RHEL_8 = 239;

    @TempDir
    Path directory;

    @Test
    void isForRootAloneAndGoes() throws IOException {
        EnvironmentFile file = new EnvironmentFile(directory.resolve("environment"));
        file.write(Map.of("A", "first"), DEBIAN_12);
        file.write(Map.of("A", "# it's \"$1\"\n\\`"), DEBIAN_12);

        assertThat(file.path()).hasContent("A=\"# it's \\\"\\$1\\\"\n\\\\\\`\"\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        file.remove();
        assertThat(file.path()).doesNotExist();
        file.remove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\ufffe", "secret\uffff", "\ufdd0secret", "secret\ud83f\udffe"})
    void refusesWhatSystemdTakesForBroken(String value) {
        EnvironmentFile file = new EnvironmentFile(directory.resolve("environment"));

        assertThatIOException()
                .isThrownBy(() -> file.write(Map.of("A", value), DEBIAN_12))
                .withMessageContaining("'A'")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("secret");
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void refusesWhatAnOldSystemdWouldLogInsteadOfPassingItOn() throws IOException {
        EnvironmentFile file = new EnvironmentFile(directory.resolve("environment"));
        for (String value : new String[] {"a\r\nb", "\u001b[0m", "\u007f", "\u0001"}) {
            assertThatIOException()
                    .isThrownBy(() -> file.write(Map.of("A", value), RHEL_8))
                    .withMessageContaining("239");
            file.write(Map.of("A", value), DEBIAN_12);
            file.remove();
        }
        file.write(Map.of("A", "a\n\tb \u00e4\u0085 "), RHEL_8);
        assertThat(file.path()).exists();
    }
}
