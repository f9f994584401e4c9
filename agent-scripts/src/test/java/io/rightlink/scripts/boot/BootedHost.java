package io.rightlink.scripts.boot;

import io.rightlink.core.host.DeviceNumber;
import io.rightlink.core.host.HostShutdown;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.AssembledAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A host in a directory, which is rebooted at will, and whose scripts leave marks. */
final class BootedHost {

    private final Path root;
    private final Path runDirectory;
    private final Path marks;
    final Path state;
    volatile Optional<HostShutdown.Kind> goesDown = Optional.empty();

    /** Whether it can't be told if its end is announced. */
    volatile boolean announcerFails;

    /** How many questions more, whether it goes down, it doesn't answer. */
    final AtomicInteger silent = new AtomicInteger();

    /** Makes one, or finds the one that is there. */
    BootedHost(Path directory) throws IOException {
        root = directory.resolve("root");
        runDirectory = Files.createDirectories(directory.resolve("run"));
        state = Files.createDirectories(directory.resolve("state"));
        marks = directory.resolve("marks");
        if (Files.notExists(marks)) {
            Files.createFile(marks);
            Files.createDirectories(root.resolve("proc/sys/kernel/random"));
            bootId(UUID.randomUUID().toString());
            mountRunDirectoryAs("tmpfs");
        }
    }

    @FunctionalInterface
    interface Scenario {
        void play(ApplicationContext agent) throws Exception;
    }

    /** Has an agent live for a scenario, and stop after it. */
    void play(Scenario scenario) {
        agent().run(scenario::play);
    }

    /** Has an agent live until the host's boot has come to an end, and the host go down then. */
    void playUntilItGoesDown(HostShutdown.Kind kind) {
        playUntilItGoesDown(kind, agent());
    }

    void playUntilItGoesDown(HostShutdown.Kind kind, WebApplicationContextRunner agent) {
        agent.run(started -> {
            Boot _ = settled(started);
            goesDown = Optional.of(kind);
        });
    }

    WebApplicationContextRunner agent() {
        return AssembledAgent.in(state)
                .withBean(HostShutdown.class, Shutdown::new)
                .withPropertyValues(
                        "rightlink.rootfs=" + root,
                        "rightlink.run-directory=" + runDirectory,
                        "rightlink.template.placement=agent");
    }

    /** Has the host go down for a reboot, whatever becomes of the agent meanwhile. */
    void goDown() {
        try {
            Files.write(goingDown(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the command of a script that has the host go down for a reboot. */
    String reboots() {
        return "touch " + goingDown();
    }

    /** Returns the command of a script after which the host is to go down, but doesn't yet. */
    String announcesItsEnd() {
        return "touch " + announced();
    }

    void stayAfterAll() throws IOException {
        Files.delete(goingDown());
    }

    private Path goingDown() {
        return root.resolve("going-down");
    }

    private Path announced() {
        return root.resolve("announced");
    }

    void mountRunDirectoryAs(String type) throws IOException {
        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(
                root.resolve("proc/1/mountinfo"),
                "22 1 254:99 / / rw - ext4 /dev/vda rw\n25 22 " + DeviceNumber.of(runDirectory)
                        + " / /run rw,nosuid shared:5 - " + type + " tmpfs rw\n");
    }

    /** As a real one does it: the kernel's id is another, and what is on a tmpfs is gone. */
    void reboot() throws IOException {
        Files.deleteIfExists(goingDown());
        Files.deleteIfExists(announced());
        bootId(UUID.randomUUID().toString());
        emptyRunDirectory();
    }

    void bootId(String id) throws IOException {
        Files.writeString(root.resolve("proc/sys/kernel/random/boot_id"), id + "\n");
    }

    void emptyRunDirectory() throws IOException {
        FileSystemUtils.deleteRecursively(runDirectory);
        Files.createDirectory(runDirectory);
    }

    /** Puts a script into the catalogue, which leaves a mark first and then does something. */
    void script(String name, String source) throws IOException {
        Path home = Files.createDirectories(state.resolve("scripts").resolve(name));
        Files.writeString(
                home.resolve("script"),
                "#!/bin/sh\necho " + name + " $DECOM_REASON >> " + marks + "\n" + source + "\n");
    }

    void template(String lists) throws IOException {
        Files.writeString(state.resolve("template.yaml"), "Name: a host\nRightScripts: " + lists + "\n");
    }

    List<String> marks() throws IOException {
        return Files.readAllLines(marks).stream().map(String::strip).toList();
    }

    static Boots boots(ApplicationContext agent) {
        return agent.getBean(Boots.class);
    }

    /** Waits until nothing more happens by itself. */
    static Boot settled(ApplicationContext agent) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .until(() -> boots(agent).current(), boot -> boot.state() != io.rightlink.core.host.BootState.BOOTING);
    }

    /** Waits until a script has left its mark. */
    void awaitMark(String mark) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            try {
                return marks().contains(mark);
            } catch (NoSuchFileException e) {
                return false;
            }
        });
    }

    private final class Shutdown implements HostShutdown {

        @Override
        public Optional<Kind> underWay() {
            if (silent.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new UnavailableException("no-answer", "The host doesn't answer");
            }
            return Files.exists(goingDown()) ? Optional.of(Kind.REBOOT) : goesDown;
        }

        @Override
        public boolean isAnnounced() {
            if (announcerFails) {
                throw new UnavailableException("no-answer", "Nobody tells what is announced");
            }
            return Files.exists(announced());
        }
    }
}
