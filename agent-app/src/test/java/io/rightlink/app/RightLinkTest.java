package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.client.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RightLinkTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = RightLink.commandLine(Surroundings.ofProcess())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @Test
    void tellsItsVersion() {
        assertThat(commandLine.execute("--version")).isZero();
        assertThat(out.toString()).matches("RightLink \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void tellsItsFlagsAndCommands() {
        assertThat(commandLine.execute("--help")).isZero();
        assertThat(out.toString())
                .contains("-listen", "-rootfs", "--selfcheck", "install", "uninstall", "docker-bridge:88")
                .contains("status", "units", "containers", "run", "cancel", "logs", "token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "units", "containers", "run", "cancel", "logs", "token"})
    void tellsAboutEachCommandAndItsExitStatus(String command) {
        assertThat(commandLine.execute(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: rightlink " + command, "Exit status:", "no agent answers");
    }

    @Test
    void tellsAboutInstallingWithoutInstalling() {
        assertThat(commandLine.execute("install", "--help")).isZero();
        assertThat(out.toString()).contains("rightlink.service").contains("-bridge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-listen=nowhere", "-listen=0.0.0.0:88", "-listen=", "--unknown", "remove"})
    void refusesWhatItDoesNotUnderstand(String argument) {
        assertThat(commandLine.execute(argument)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void doesNotInstallWithoutAnImageToInstall() {
        assertThat(commandLine.execute("install", "-image", "")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).startsWith("rightlink: This RightLink runs in no image of its own");
    }
}
