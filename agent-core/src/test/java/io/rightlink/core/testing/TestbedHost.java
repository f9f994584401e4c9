package io.rightlink.core.testing;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/**
 * A real container host for one test class: systemd as its first process, a system bus and a Docker engine of its own. It runs the
 * image that {@code deploy/testbed/images} builds, with the options of {@code deploy/testbed/up}. A test reaches the host's files
 * and sockets, as root, below {@link #root()}. For {@code @RegisterExtension static}.
 */
public final class TestbedHost implements BeforeAllCallback, AfterAllCallback {

    /** A small image for containers of the host's own engine: a shell, and busybox's tools. */
    public static final String BUSYBOX = "rightlink-testbed/busybox:latest";

    /** What the host calls {@link #shared}. */
    public static final Path SHARED = Path.of("/srv/shared");

    private static final Duration BOOT = Duration.ofSeconds(60);

    /** {@code -Dtestbed.image=} has the tests run on another host, with a newer engine, say. */
    private static final String HOST_IMAGE = System.getProperty("testbed.image", "rightlink-testbed/host:latest");

    private final GenericContainer<?> machine = new GenericContainer<>(HOST_IMAGE)
            .withImagePullPolicy(_ -> false)
            .withLabel("io.rightlink.testbed", "test")
            .withCreateContainerCmdModifier(this::likeAHost)
            .withTmpFs(Map.of("/run", "rw", "/run/lock", "rw", "/tmp", "rw"));

    private @Nullable Path shared;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        shared = Files.createTempDirectory("rightlink-testbed-");
        machine.start();
        awaitBoot();
    }

    /** Reboots the host, as its users would see it: everything is stopped, /run is emptied, enabled units come back. */
    public void reboot() throws IOException, InterruptedException {
        machine.getDockerClient().restartContainerCmd(name()).exec();
        awaitBoot();
    }

    private void awaitBoot() throws IOException, InterruptedException {
        // systemctl fails at once while systemd hasn't made its socket yet
        Awaitility.await().atMost(BOOT).until(() -> exitStatus("systemctl", "is-system-running", "--wait") == 0);
        run("systemctl", "start", "docker.service");
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        // a host with a frozen container can't be stopped
        exitStatus("sh", "-c", "docker ps --quiet --filter status=paused | xargs --no-run-if-empty docker unpause");
        machine.stop();
        FileSystemUtils.deleteRecursively(shared);
    }

    /** Runs a program on the host and returns its standard output; fails the test unless it exits with 0. */
    public String run(String... command) throws IOException, InterruptedException {
        ExecResult result = machine.execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + " exited with " + result.getExitCode() + ": "
                    + result.getStdout() + result.getStderr());
        }
        return result.getStdout();
    }

    private int exitStatus(String... command) throws IOException, InterruptedException {
        return machine.execInContainer(command).getExitCode();
    }

    /** Runs a shell script on the host, as {@link #run} does. */
    public String sh(String script) throws IOException, InterruptedException {
        return run("sh", "-c", script);
    }

    /** Returns the name that this machine's engine knows the host by. */
    public String name() {
        return machine.getContainerName().substring(1);
    }

    /** Returns where the host's root directory is seen from here; its {@code proc} is the host's own. */
    public Path root() {
        long pid = Objects.requireNonNull(
                machine.getCurrentContainerInfo().getState().getPidLong());
        return Path.of("/proc", Long.toString(pid), "root");
    }

    /** Returns a directory of this machine that the host has, too, at {@link #SHARED}: for what doesn't like {@link #root}. */
    public Path shared() {
        return Objects.requireNonNull(shared);
    }

    /** Returns the host's system bus. */
    public Path systemBus() {
        return root().resolve("run/dbus/system_bus_socket");
    }

    /** Returns the socket of the host's own engine. */
    public Path dockerSocket() {
        return root().resolve("run/docker.sock");
    }

    /** Copies an image of this machine's engine to the host's own. */
    public void load(String image) throws IOException, InterruptedException {
        Path archive = root().resolve("var/lib/docker/image.tar");
        try (InputStream saved = machine.getDockerClient().saveImageCmd(image).exec()) {
            Files.copy(saved, archive);
        }
        run("docker", "load", "--quiet", "--input", "/var/lib/docker/image.tar");
        Files.delete(archive);
    }

    private void likeAHost(CreateContainerCmd command) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig())
                .withCapAdd(Capability.ALL)
                .withCapDrop(Capability.SYS_RESOURCE)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                .withBinds(new Bind(shared().toString(), new Volume(SHARED.toString())))
                .withCgroupnsMode("private");
        DockerObjectAccessor.overrideRawValue(host, "MaskedPaths", List.of());
        DockerObjectAccessor.overrideRawValue(host, "ReadonlyPaths", List.of());
        command.withTty(true).withStopTimeout(60).withHostName("testbed").withVolumes(new Volume("/var/lib/docker"));
    }
}
