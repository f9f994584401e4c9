package io.rightlink.docker.engine;

import io.rightlink.core.event.Events;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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

    /** Returns the health of an engine that nobody follows. */
    static EngineHealthIndicator health(Engine engine) {
        return new EngineHealthIndicator(engine, watch(engine, Clock.systemUTC()));
    }

    /** Returns a watch as the agent's is, not yet started. */
    public static EngineWatch watch(Engine engine, Clock clock) {
        return new EngineWatch(engine, (_, _) -> {}, clock);
    }

    /** Returns a watch that looks for lost events as often as a test has time for, and tells how it stands with the engine. */
    static EngineWatch watch(Engine engine, Events events, Duration betweenLooks, Duration longestConnection) {
        return new EngineWatch(engine, events, Clock.systemUTC(), betweenLooks, longestConnection);
    }

    /** Returns a watch that looks for lost events as often as a test has time for. */
    public static EngineWatch watch(Engine engine, Duration betweenLooks, Duration longestConnection) {
        return watch(engine, (_, _) -> {}, betweenLooks, longestConnection);
    }
}
