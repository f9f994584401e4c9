package io.rightlink.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory or file that is mounted in a second place as long as a test needs it, by root alone. For one thread. */
public final class BindMount implements AutoCloseable {

    private final Path point;

    private BindMount(Path point) {
        this.point = point;
    }

    /** Mounts {@code file} at {@code point}, which exists; skips the test of who may not. */
    public static BindMount of(Path file, Path point) throws IOException {
        requireRoot();
        call("mount", "--bind", file.toString(), point.toString());
        return new BindMount(point);
    }

    /** Returns what somebody else has mounted, or is about to, to be unmounted all the same; skips the test of who may not. */
    public static BindMount at(Path point) throws IOException {
        requireRoot();
        return new BindMount(point);
    }

    /** Unmounts it, if it is. */
    @Override
    public void close() throws IOException {
        if (isMounted()) {
            call("umount", point.toString());
        }
    }

    private boolean isMounted() throws IOException {
        String name = point.toRealPath().toString().replace(" ", "\\040");
        return Files.readString(Path.of("/proc/self/mountinfo")).contains(" " + name + " ");
    }

    private static void requireRoot() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root mounts");
    }

    private static void call(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
    }
}
