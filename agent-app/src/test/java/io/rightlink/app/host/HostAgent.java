package io.rightlink.app.host;

import io.rightlink.app.Agent;
import io.rightlink.core.testing.OtherProcess;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunOutput;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.Runs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An agent of a testbed host; in a process of its own it begins one run and waits until it is killed. */
final class HostAgent {

    private HostAgent() {}

    /** What is done with an agent's runs while it is there. */
    @FunctionalInterface
    interface Scenario {
        void play(Runs runs) throws Exception;
    }

    /** What is done with all of an agent while it is there. */
    @FunctionalInterface
    interface WholeScenario {
        void play(ConfigurableApplicationContext agent) throws Exception;
    }

    /** Starts an agent of a host for a scenario, and stops it after that. */
    static void play(TestbedHost host, Scenario scenario) throws Exception {
        playWhole(host, agent -> scenario.play(agent.getBean(Runs.class)));
    }

    /** Does the same where a scenario is about more than runs. */
    static void playWhole(TestbedHost host, WholeScenario scenario) throws Exception {
        play(state(host), host.systemBus(), host.dockerSocket(), scenario);
    }

    /** Returns its state directory, which the host has in that of its engine. */
    static Path state(TestbedHost host) {
        return host.shared().resolve("rightlink");
    }

    private static void play(Path state, Path bus, Path docker, WholeScenario scenario) throws Exception {
        SpringApplication agent = new SpringApplication(Agent.class);
        agent.setRegisterShutdownHook(false);
        try (ConfigurableApplicationContext context = agent.run(
                "--server.port=0",
                "--rightlink.state-directory=" + state,
                "--rightlink.host-state-directory=" + TestbedHost.SHARED.resolve("rightlink"),
                "--rightlink.run-directory=" + state.resolve("run"),
                "--rightlink.listen.host=127.0.0.1",
                "--rightlink.systemd.bus-socket=" + bus,
                "--rightlink.docker.host=unix://" + docker)) {
            scenario.play(context);
        }
    }

    static RunRequest request(String placement, String script) {
        return new RunRequest(RunRequest.Script.of("#!/bin/sh\n" + script + "\n"), Map.of(), placement, null, null);
    }

    /** Submits the run, and stays. */
    public static void main(String... args) throws Exception {
        play(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), agent -> {
            agent.getBean(Runs.class).submit(new RunId(args[3]), request(args[4], args[5]));
            new CountDownLatch(1).await();
        });
    }

    static Process start(TestbedHost host, String id, String placement, String script) throws IOException {
        return OtherProcess.startSilent(
                HostAgent.class,
                state(host).toString(),
                host.systemBus().toString(),
                host.dockerSocket().toString(),
                id,
                placement,
                script);
    }

    /** Waits until a run has ended, and nothing of it is left. */
    static Run ended(Runs runs, String id, Callable<Boolean> isGone) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> runs.get(new RunId(id)).state().ended() && isGone.call());
        return runs.get(new RunId(id));
    }

    static String output(Runs runs, String id) throws IOException {
        RunOutput output = runs.output(new RunId(id));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        output.copy(0, output.size(), copy);
        return copy.toString(StandardCharsets.UTF_8);
    }

    /** Returns what {@code for i in $(seq COUNT); do echo line $i; done} prints. */
    static String lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
