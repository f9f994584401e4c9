package io.rightlink.docker.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.placement.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretedTest {

    @TempDir
    Path home;

    @Test
    void makesTheCommandThatTheKernelMakes() throws IOException {
        String script = home.resolve("script").toString();

        assertThat(commandOf("#!/bin/sh\necho\n")).containsExactly("/bin/sh", script);
        assertThat(commandOf("#! /bin/bash  -e -u \t\necho\n")).containsExactly("/bin/bash", "-e -u", script);
        assertThat(commandOf("#!/usr/bin/env python3")).containsExactly("/usr/bin/env", "python3", script);
    }

    @Test
    void leavesAProgramAsItIs() throws IOException {
        String script = home.resolve("script").toString();

        assertThat(commandOf("\u007fELF\0\0")).containsExactly(script);
        assertThat(commandOf("#!\n")).containsExactly(script);
        assertThat(Interpreted.command(launch(script), home.resolve("elsewhere")))
                .containsExactly(script);
        assertThat(Interpreted.command(launch("/no/such/program", "-x"), home))
                .containsExactly("/no/such/program", "-x");
    }

    private List<String> commandOf(String source) throws IOException {
        return Interpreted.command(
                launch(Files.writeString(home.resolve("script"), source).toString()), home);
    }

    private Launch launch(String... command) {
        return new Launch("1", List.of(command), Map.of(), home, home.resolve("output"), Duration.ofMinutes(1));
    }
}
