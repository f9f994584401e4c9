package io.rightlink.docker.engine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Engines for the tests of every feature. */
public final class Engines {

    private Engines() {}

    public static Engine at(URI host, Duration callTimeout) {
        return new Engine(new DockerSettings(host, callTimeout, Duration.ofSeconds(30)));
    }

    /** Returns the engine of a testbed host, asked as patiently as the agent asks by default. */
    public static Engine at(Path socket) {
        return at(URI.create("unix://" + socket), Duration.ofSeconds(10));
    }
}
