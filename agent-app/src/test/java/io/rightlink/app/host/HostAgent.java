package io.rightlink.app.host;

import io.rightlink.app.Agent;
import io.rightlink.core.testing.OtherProcess;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An agent of a testbed host, in a process of its own, which begins one run on the host and waits until it is killed. */
final class HostAgent {

    private HostAgent() {}

    /** What is done with an agent's runs while it is there. */
    @FunctionalInterface
    interface Scenario {
        void play(Runs runs) throws Exception;
    }

    /** Starts an agent of a host for a scenario, and stops it after that. */
    static void play(TestbedHost host, Scenario scenario) throws Exception {
        play(state(host), host.systemBus(), scenario);
    }

    /** Returns its state directory, which the host has in that of its engine. */
    static Path state(TestbedHost host) {
        return host.shared().resolve("rightlink");
    }

    private static void play(Path state, Path bus, Scenario scenario) throws Exception {
        SpringApplication agent = new SpringApplication(Agent.class);
        agent.setRegisterShutdownHook(false);
        try (ConfigurableApplicationContext context = agent.run(
                "--server.port=0",
                "--rightlink.state-directory=" + state,
                "--rightlink.host-state-directory=" + TestbedHost.SHARED.resolve("rightlink"),
                "--rightlink.run-directory=" + state.resolve("run"),
                "--rightlink.listen.host=127.0.0.1",
                "--rightlink.systemd.bus-socket=" + bus,
                "--rightlink.docker.host=unix://" + state.resolve("no-docker.sock"))) {
            scenario.play(context.getBean(Runs.class));
        }
    }

    static RunRequest onHost(String script) {
        return new RunRequest(new RunRequest.Script("#!/bin/sh\n" + script + "\n"), Map.of(), "host", null, null);
    }

    /** Submits the run, and stays. */
    public static void main(String... args) throws Exception {
        play(Path.of(args[0]), Path.of(args[1]), runs -> {
            runs.submit(new RunId(args[2]), onHost(args[3]));
            new CountDownLatch(1).await();
        });
    }

    static Process start(TestbedHost host, String id, String script) throws IOException {
        return OtherProcess.startSilent(
                HostAgent.class, state(host).toString(), host.systemBus().toString(), id, script);
    }
}
