package io.rightlink.core.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;

/**
 * A real container host with a kernel of its own for one test class: what {@link TestbedHost} is, and cgroup v2 besides, but ten times
 * slower, since its processors are emulated. {@code deploy/testbed/vm} starts and ends it. A test that fails gets the end of the host's
 * journal with it. For {@code @RegisterExtension static}.
 */
public final class TestbedVm
        implements BeforeAllCallback,
                AfterTestExecutionCallback,
                LifecycleMethodExecutionExceptionHandler,
                AfterAllCallback {

    /** Where every module's tests see it from. */
    private static final Path SCRIPTS = Path.of("../deploy/testbed/vm");

    /** Where {@code deploy/testbed/vm/up} leaves what belongs to a machine. */
    private static final Path MACHINES = Path.of("/run/rightlink-testbed");

    private final String name =
            "test-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    private final List<String> images;

    private record Ended(int status, String output) {}

    /** Prepares one whose engine has these images of this machine's engine, beside {@link TestbedHost#BUSYBOX}. */
    public TestbedVm(String... images) {
        this.images = List.of(images);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        // it is no child of ours: it would outlive tests that are cut short
        Runtime.getRuntime().addShutdownHook(new Thread(this::endQuietly));
        script(Stream.concat(Stream.of("up", name), images.stream()));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(this::addJournal);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        addJournal(failure);
        throw failure;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        script(Stream.of("down", name));
    }

    /** Runs a program on the host, as root, and returns what it wrote, its errors, too; fails the test unless it exits with 0. */
    public String run(String... command) throws IOException, InterruptedException {
        return script(Stream.concat(Stream.of("run", name), Stream.of(command)));
    }

    /** Runs a shell script on the host, as {@link #run} does. */
    public String sh(String script) throws IOException, InterruptedException {
        return run("sh", "-c", script);
    }

    /** Waits until the host has powered itself off. */
    public void awaitEnd(Duration patience) throws IOException {
        long pid = Long.parseLong(Files.readString(machine().resolve("pid")).trim());
        Awaitility.await().atMost(patience).until(() -> ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    /** Returns what the host wrote to its serial console, {@code /dev/ttyS0}, since it was started. */
    public String console() throws IOException {
        return Files.readString(machine().resolve("console"), StandardCharsets.ISO_8859_1);
    }

    private Path machine() {
        return MACHINES.resolve(name);
    }

    private void addJournal(Throwable failure) {
        failure.addSuppressed(new AssertionError("The host's journal: " + journal()));
    }

    private String journal() {
        try {
            return sh("journalctl --no-pager --lines 200; docker ps --all");
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void endQuietly() {
        try {
            start(List.of("down", name));
        } catch (IOException e) {
            System.err.println("Cannot end the virtual machine '" + name + "': " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script(Stream<String> words) throws IOException, InterruptedException {
        List<String> command = words.toList();
        Ended ended = start(command);
        if (ended.status() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " exited with " + ended.status() + ": " + ended.output());
        }
        return ended.output();
    }

    private static Ended start(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(SCRIPTS.resolve(command.getFirst()).toString()),
                                command.stream().skip(1))
                        .toList())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
