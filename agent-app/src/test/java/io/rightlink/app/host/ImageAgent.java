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

/** An agent of a testbed host's Docker, in a process of its own, which begins one run in a container and waits until it is killed. */
final class ImageAgent {

    private ImageAgent() {}

    /** Starts an agent of a host for a scenario, and stops it after that. */
    static void play(TestbedHost host, HostAgent.Scenario scenario) throws Exception {
        play(HostAgent.state(host), host.dockerSocket(), scenario);
    }

    private static void play(Path state, Path docker, HostAgent.Scenario scenario) throws Exception {
        SpringApplication agent = new SpringApplication(Agent.class);
        agent.setRegisterShutdownHook(false);
        try (ConfigurableApplicationContext context = agent.run(
                "--server.port=0",
                "--rightlink.state-directory=" + state,
                "--rightlink.host-state-directory=" + TestbedHost.SHARED.resolve("rightlink"),
                "--rightlink.run-directory=" + state.resolve("run"),
                "--rightlink.listen.host=127.0.0.1",
                "--rightlink.systemd.bus-socket=" + state.resolve("no-bus"),
                "--rightlink.docker.host=unix://" + docker)) {
            scenario.play(context.getBean(Runs.class));
        }
    }

    static RunRequest inImage(String image, String script) {
        return new RunRequest(
                new RunRequest.Script("#!/bin/sh\n" + script + "\n"), Map.of(), "image:" + image, null, null);
    }

    /** Submits the run, and stays. */
    public static void main(String... args) throws Exception {
        play(Path.of(args[0]), Path.of(args[1]), runs -> {
            runs.submit(new RunId(args[2]), inImage(TestbedHost.BUSYBOX, args[3]));
            new CountDownLatch(1).await();
        });
    }

    static Process start(TestbedHost host, String id, String script) throws IOException {
        return OtherProcess.startSilent(
                ImageAgent.class,
                HostAgent.state(host).toString(),
                host.dockerSocket().toString(),
                id,
                script);
    }
}
